#include "lib/exchange/error_rules_parse.h"

#include <fmt/format.h>
#include <utility>

#include "lib/exchange/column_parse.h"
#include "lib/exchange/numbers.h"

namespace scand::lib::exchange {
namespace {

proto::ErrorKind kind_of(std::string_view text, const Place& place, Faults& faults) {
  const auto kind = proto::parse_error_kind(text);
  if (!kind)
    faults.add(place.node->line, place.key, fmt::format("\"{}\" is not a kind of error", text));
  return kind.value_or(proto::ErrorKind::fatal);
}

std::vector<Path> parse_paths(const std::optional<Place>& place, Faults& faults) {
  std::vector<Path> paths;
  if (!place) return paths;
  for (const std::string& text : texts_of(*place, faults)) {
    paths.push_back(parse_path_checked(text, *place, faults));
    paths.back().from = Path::From::root;
  }
  return paths;
}

TimeInText parse_time_in_text(const Place& place, Faults& faults) {
  TimeInText time;
  DescriptorFields fields(place, faults);
  time.after = fields.need_text("after");
  if (const auto unit = fields.field("unit"))
    time.unit = time_unit_of(*unit, faults).value_or(TimeUnit::seconds);
  const std::string is = fields.text("is", "duration");
  if (is != "duration" && is != "time") fields.fault("\"is\" has to be duration or time");
  time.is_time = is == "time";
  fields.finish();
  return time;
}

ErrorRule parse_rule(const Place& place, Faults& faults) {
  ErrorRule rule;
  DescriptorFields fields(place, faults);
  if (const auto status = fields.field("status"))
    for (const std::string& text : texts_of(*status, faults)) {
      const auto number = parse_number(text);
      if (!number || *number < 100 || *number > 599)
        faults.add(status->node->line, status->key, fmt::format("\"{}\" is not a status", text));
      else
        rule.statuses.push_back(static_cast<int>(*number));
    }
  rule.codes = fields.texts("code");
  rule.texts = fields.texts("text");
  if (const auto kind = fields.need("kind")) rule.kind = kind_of(kind->node->scalar, *kind, faults);
  if (const auto hold = fields.field("hold"))
    rule.hold = hold->node->scalar == "none" ? base::Nanos(0)
                                             : duration_of(*hold, faults).value_or(base::Nanos(0));
  if (const auto time = fields.field("time")) rule.time = parse_time_in_text(*time, faults);
  fields.finish();
  if (rule.statuses.empty() && rule.codes.empty() && rule.texts.empty())
    fields.fault("a rule needs status, code or text");
  return rule;
}

}  // namespace

ErrorRules parse_error_rules(const Place& place, Faults& faults) {
  ErrorRules rules;
  DescriptorFields fields(place, faults);
  if (const auto when = fields.field("when")) {
    if (when->node->kind == YamlNode::Kind::list)
      for (const YamlNode& item : when->node->items)
        rules.when.push_back(parse_conditions({&item, when->key}, faults, true));
    else
      rules.when.push_back(parse_conditions(*when, faults, true));
  }
  rules.code = parse_paths(fields.field("code"), faults);
  rules.text = parse_paths(fields.field("text"), faults);
  if (const auto list = fields.field("rules"))
    for (const YamlNode& item : list->node->items)
      rules.rules.push_back(parse_rule({&item, list->key}, faults));
  if (const auto holds = fields.field("holds")) {
    const DescriptorFields kinds(*holds, faults);
    for (const auto& field : kinds.fields()) {
      const Place at = kinds.at(field);
      const auto kind = kind_of(field.name, at, faults);
      if (const auto hold = duration_of(at, faults)) rules.holds[kind] = *hold;
    }
  }
  fields.finish();
  return rules;
}

}  // namespace scand::lib::exchange
