#include "lib/exchange/descriptor_fields.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <string_view>
#include <vector>

#include "lib/base/near_match.h"
#include "lib/exchange/numbers.h"

namespace scand::lib::exchange {
namespace {

constexpr std::uint32_t kMostWhole = 1'000'000'000;  // no field of the language needs more

std::string scalar_or_fault(const Place& place, Faults& faults) {
  if (place.node->kind == YamlNode::Kind::scalar) return place.node->scalar;
  faults.add(place.node->line, place.key, "has to be one plain value");
  return {};
}

}  // namespace

std::optional<double> number_of(const Place& place, Faults& faults) {
  const auto number = parse_number(place.node->scalar);
  if (!number)
    faults.add(place.node->line, place.key,
               fmt::format("has to be a number, not \"{}\"", place.node->scalar));
  return number;
}

std::vector<std::string> texts_of(const Place& place, Faults& faults) {
  const auto one = [&](const YamlNode& node) -> std::string {
    return node.kind == YamlNode::Kind::null ? "null" : scalar_or_fault({&node, place.key}, faults);
  };
  if (place.node->kind != YamlNode::Kind::list) return {one(*place.node)};
  std::vector<std::string> texts;
  for (const YamlNode& item : place.node->items)
    texts.push_back(one(item));
  return texts;
}

std::optional<base::Nanos> duration_of(const Place& place, Faults& faults) {
  struct Unit {
    std::string_view suffix;
    double seconds;
  };
  static constexpr std::array<Unit, 4> kUnits{{{"ms", 1e-3}, {"s", 1}, {"m", 60}, {"h", 3600}}};
  std::string_view text = place.node->scalar;
  for (const Unit& unit : kUnits) {
    if (!text.ends_with(unit.suffix)) continue;
    const auto count = parse_number(text.substr(0, text.size() - unit.suffix.size()));
    if (count && *count > 0 && *count < 1e6) return base::nanos(*count * unit.seconds);
  }
  faults.add(place.node->line, place.key,
             fmt::format("has to be a time like 250ms, 5s, 10m or 1h, not \"{}\"", text));
  return std::nullopt;
}

std::optional<TimeUnit> time_unit_of(const Place& place, Faults& faults) {
  const std::string& text = place.node->scalar;
  if (text == "s") return TimeUnit::seconds;
  if (text == "ms") return TimeUnit::milliseconds;
  if (text == "us") return TimeUnit::microseconds;
  if (text == "ns") return TimeUnit::nanoseconds;
  if (text == "iso") return TimeUnit::iso8601;
  faults.add(place.node->line, place.key,
             fmt::format("has to be s, ms, us, ns or iso, not \"{}\"", text));
  return std::nullopt;
}

DescriptorFields::DescriptorFields(const Place& place, Faults& faults)
    : place_(place), faults_(faults) {
  if (place_.node->kind != YamlNode::Kind::map) fault("has to be a map of fields");
}

Place DescriptorFields::at(const YamlField& field) const {
  return {&field.value, place_.key.empty() ? field.name : place_.key + "." + field.name};
}

std::optional<Place> DescriptorFields::field(const std::string& name) {
  known_.push_back(name);
  const auto found = std::ranges::find(fields(), name, &YamlField::name);
  return found == fields().end() ? std::nullopt : std::optional(at(*found));
}

std::optional<Place> DescriptorFields::need(const std::string& name) {
  auto found = field(name);
  if (!found) fault(fmt::format("\"{}\" is missing", name));
  return found;
}

std::string DescriptorFields::text(const std::string& name, const std::string& otherwise) {
  const auto found = field(name);
  return found ? scalar_or_fault(*found, faults_) : otherwise;
}

std::string DescriptorFields::need_text(const std::string& name) {
  const auto found = need(name);
  if (!found) return {};
  std::string text = scalar_or_fault(*found, faults_);
  if (text.empty()) faults_.add(found->node->line, found->key, "is empty");
  return text;
}

bool DescriptorFields::flag(const std::string& name, bool otherwise) {
  const auto found = field(name);
  if (!found) return otherwise;
  const std::string& text = found->node->scalar;
  if (text != "true" && text != "false")
    faults_.add(found->node->line, found->key, "has to be true or false");
  return text == "true";
}

std::uint32_t DescriptorFields::whole(const std::string& name, std::uint32_t otherwise) {
  const auto found = field(name);
  if (!found) return otherwise;
  const auto number = number_of(*found, faults_);
  if (!number) return otherwise;
  if (*number >= 0 && *number <= kMostWhole && std::floor(*number) == *number)
    return static_cast<std::uint32_t>(*number);
  faults_.add(found->node->line, found->key, "has to be a whole number that is not negative");
  return otherwise;
}

std::vector<std::string> DescriptorFields::texts(const std::string& name) {
  const auto found = field(name);
  return found ? texts_of(*found, faults_) : std::vector<std::string>{};
}

const std::vector<YamlField>& DescriptorFields::fields() const {
  return place_.node->fields;
}

void DescriptorFields::finish() {
  for (const auto& field : fields()) {
    if (std::ranges::find(known_, field.name) != known_.end()) continue;
    const std::vector<std::string_view> known(known_.begin(), known_.end());
    const std::string_view near = base::nearest(field.name, known);
    const Place place = at(field);
    faults_.add(place.node->line, place.key,
                near.empty() ? "is not a known field"
                             : fmt::format("is not a known field; did you mean \"{}\"?", near));
  }
}

}  // namespace scand::lib::exchange
