#include "daemon/scand/config/yaml_census.h"

#include <exception>
#include <fmt/format.h>
#include <map>
#include <sstream>
#include <utility>
#include <vector>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

namespace scand::daemon {
namespace {

FilePlace place_at(const YAML::Mark& mark) {
  return mark.is_null() ? FilePlace{} : FilePlace{mark.line + 1, mark.column + 1};
}

// Stops the parser, which knows no other way. It never leaves this file.
struct TooMuch : std::exception {
  explicit TooMuch(YamlRefusal why) : refusal(std::move(why)) {}
  YamlRefusal refusal;
};

// Counts the parser's events. No tree is built, so an alias costs one look-up, not a copy.
class Census final : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1)
      stop(mark, "holds several YAML documents ('---', or a stray ','); keep one");
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { leaf(mark, anchor); }
  void OnScalar(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                const std::string& /*value*/) override {
    leaf(mark, anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (++aliases_ > kYamlAliasesMax)
      stop(mark, fmt::format("uses more than {} aliases ('*name'); write the values out",
                             kYamlAliasesMax));
    const auto size = sizes_.find(anchor);
    if (size == sizes_.end()) stop(mark, "has an alias ('*name') within what it stands for");
    count(mark, size->second);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    begin(mark, anchor);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    begin(mark, anchor);
  }
  void OnMapEnd() override { end(); }

 private:
  struct Open {
    YAML::anchor_t anchor;
    std::size_t before;  // nodes counted before it
  };

  [[noreturn]] static void stop(const YAML::Mark& mark, std::string message) {
    throw TooMuch({place_at(mark), std::move(message)});
  }
  void count(const YAML::Mark& mark, std::size_t more) {
    nodes_ += more;
    if (nodes_ > kYamlNodesMax)
      stop(mark, fmt::format("holds more than {} values, aliases followed; a configuration has a "
                             "few hundred",
                             kYamlNodesMax));
  }
  void leaf(const YAML::Mark& mark, YAML::anchor_t anchor) {
    count(mark, 1);
    if (anchor != YAML::NullAnchor) sizes_[anchor] = 1;
  }
  void begin(const YAML::Mark& mark, YAML::anchor_t anchor) {
    open_.push_back({anchor, nodes_});
    count(mark, 1);
  }
  void end() {
    const Open closed = open_.back();
    open_.pop_back();
    if (closed.anchor != YAML::NullAnchor) sizes_[closed.anchor] = nodes_ - closed.before;
  }

  std::size_t documents_ = 0, nodes_ = 0, aliases_ = 0;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, std::size_t> sizes_;  // nodes below each anchor
};

}  // namespace

std::optional<YamlRefusal> refuse_yaml(std::string_view text) {
  try {
    std::istringstream in{std::string(text)};
    YAML::Parser parser(in);
    Census census;
    while (parser.HandleNextDocument(census)) {
    }
    return std::nullopt;
  } catch (TooMuch& found) {
    return std::move(found.refusal);
  } catch (const YAML::Exception& error) {
    return YamlRefusal{place_at(error.mark), fmt::format("is not valid YAML: {}", error.msg)};
  }
}

}  // namespace scand::daemon
