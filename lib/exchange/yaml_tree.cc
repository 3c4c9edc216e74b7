#include "lib/exchange/yaml_tree.h"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <yaml-cpp/yaml.h>

namespace scand::lib::exchange {
namespace {

constexpr std::size_t kMostNodes = 20'000;
constexpr int kMostLevels = 32;

// Thrown and caught in this file alone.
struct Refused : std::runtime_error {
  Refused(int at, const std::string& why) : std::runtime_error(why), line(at) {}
  int line;
};

// Copies yaml-cpp's tree into ours, and bounds its size on the way.
class Converter {
 public:
  YamlNode convert(const YAML::Node& from, int level = 0) {
    YamlNode node;
    node.line = from.Mark().line + 1;
    if (++nodes_ > kMostNodes || level > kMostLevels) throw Refused(node.line, "too large");
    if (from.IsScalar()) {
      node.kind = YamlNode::Kind::scalar;
      node.scalar = from.Scalar();
    } else if (from.IsSequence()) {
      node.kind = YamlNode::Kind::list;
      for (const YAML::Node& item : from)
        node.items.push_back(convert(item, level + 1));
    } else if (from.IsMap()) {
      convert_map(from, level, node);
    }
    return node;
  }

 private:
  void convert_map(const YAML::Node& from, int level, YamlNode& node) {
    node.kind = YamlNode::Kind::map;
    for (const auto& field : from) {
      const int line = field.first.Mark().line + 1;
      if (!field.first.IsScalar()) throw Refused(line, "a key is not plain text");
      const std::string& key = field.first.Scalar();
      if (std::ranges::find(node.fields, key, &YamlField::name) != node.fields.end())
        throw Refused(line, "the key " + key + " comes twice");
      node.fields.push_back({key, convert(field.second, level + 1)});
      // The value of an alias gets the line where it is used, not where the anchor is.
      node.fields.back().value.line = line;
    }
  }

  std::size_t nodes_ = 0;
};

}  // namespace

base::Result<YamlNode, YamlFault> parse_yaml(std::string_view text) {
  try {
    return Converter().convert(YAML::Load(std::string(text)));
  } catch (const Refused& refused) {
    return YamlFault{refused.line, refused.what()};
  } catch (const YAML::Exception& error) {
    return YamlFault{error.mark.line + 1, "not YAML: " + error.msg};
  }
}

}  // namespace scand::lib::exchange
