#include "lib/exchange/descriptor_parse.h"

#include <fmt/format.h>
#include <string>
#include <utility>

#include "lib/base/text.h"
#include "lib/exchange/descriptor_fields.h"
#include "lib/exchange/error_rules_parse.h"
#include "lib/exchange/route_parse.h"
#include "lib/exchange/yaml_tree.h"

namespace scand::lib::exchange {
namespace {

Bucket parse_bucket(const std::string& name, const Place& place, Faults& faults) {
  Bucket bucket;
  DescriptorFields fields(place, faults);
  bucket.name = name;
  if (const auto limit = fields.need("limit")) bucket.limit = number_of(*limit, faults).value_or(0);
  if (const auto window = fields.need("window"))
    bucket.window = duration_of(*window, faults).value_or(base::Nanos(0));
  if (const auto burst = fields.field("burst_share"))
    bucket.burst_share = number_of(*burst, faults).value_or(bucket.burst_share);
  bucket.used_header = base::ascii_lower(fields.text("used_header"));
  bucket.remaining_header = base::ascii_lower(fields.text("remaining_header"));
  bucket.limit_header = base::ascii_lower(fields.text("limit_header"));
  bucket.reset_header = base::ascii_lower(fields.text("reset_header"));
  if (const auto unit = fields.field("reset_unit"))
    bucket.reset_unit = time_unit_of(*unit, faults).value_or(TimeUnit::seconds);
  const std::string is = fields.text("reset_is", "duration");
  if (is != "duration" && is != "time") fields.fault("\"reset_is\" has to be duration or time");
  bucket.reset_is_time = is == "time";
  fields.finish();
  return bucket;
}

// Calls keep(name, text) for every field of a map of texts.
template <class Keep>
void each_text(const std::optional<Place>& place, Faults& faults, const Keep& keep) {
  if (!place) return;
  const DescriptorFields fields(*place, faults);
  for (const auto& field : fields.fields()) {
    const Place at = fields.at(field);
    if (at.node->kind != YamlNode::Kind::scalar)
      faults.add(at.node->line, at.key, "has to be one plain value");
    keep(field.name, at.node->scalar);
  }
}

void parse_markets(const Place& place, Faults& faults, const std::string& base_url,
                   Descriptor& descriptor) {
  const DescriptorFields fields(place, faults);
  for (const auto& field : fields.fields()) {
    const Place at = fields.at(field);
    const auto type = proto::parse_market_type(field.name);
    if (type)
      descriptor.markets[*type] = parse_market_rules(at, faults, base_url);
    else
      faults.add(at.node->line, at.key, "is not a market type; there are spot and swap");
  }
}

Descriptor parse(const YamlNode& root, Faults& faults) {
  Descriptor descriptor;
  DescriptorFields fields({&root, ""}, faults);
  descriptor.id = fields.need_text("id");
  descriptor.name = fields.text("name", descriptor.id);
  descriptor.aliases = fields.texts("aliases");
  const std::string base_url = fields.text("base_url");
  descriptor.budget_group = fields.text("budget_group", descriptor.id);
  descriptor.default_top_n = fields.whole("default_top_n", descriptor.default_top_n);
  descriptor.upper_case = fields.flag("upper_case", false);
  each_text(fields.field("headers"), faults, [&](const std::string& name, const std::string& text) {
    descriptor.headers.emplace_back(name, text);
  });
  each_text(fields.field("currencies"), faults,
            [&](const std::string& theirs, const std::string& ours) {
              descriptor.currencies[theirs] = ours;
            });
  if (const auto buckets = fields.need("buckets")) {
    const DescriptorFields named(*buckets, faults);
    for (const auto& bucket : named.fields())
      descriptor.buckets.push_back(parse_bucket(bucket.name, named.at(bucket), faults));
  }
  if (const auto errors = fields.need("errors"))
    descriptor.errors = parse_error_rules(*errors, faults);
  if (const auto markets = fields.need("markets"))
    parse_markets(*markets, faults, base_url, descriptor);
  fields.finish();
  return descriptor;
}

}  // namespace

base::Result<Descriptor, std::vector<DescriptorError>> parse_descriptor(std::string_view file,
                                                                        std::string_view text) {
  const auto root = parse_yaml(text);
  if (!root.ok())
    return std::vector<DescriptorError>{
        {std::string(file), root.error().line, "", root.error().message}};
  Faults faults{std::string(file)};
  Descriptor descriptor = parse(*root, faults);
  if (!faults.list().empty()) return faults.list();
  descriptor.file = file;
  return descriptor;
}

}  // namespace scand::lib::exchange
