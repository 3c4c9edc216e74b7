#include "lib/exchange/descriptor.h"

#include <algorithm>
#include <fmt/format.h>

namespace scand::lib::exchange {

const Route* MarketRules::route(std::string_view name) const {
  const auto found = routes.find(name);
  return found == routes.end() ? nullptr : &found->second;
}

const MarketRules* Descriptor::market(proto::MarketType type) const {
  const auto found = markets.find(type);
  return found == markets.end() ? nullptr : &found->second;
}

const Bucket* Descriptor::bucket(std::string_view bucket_name) const {
  const auto found = std::ranges::find(buckets, bucket_name, &Bucket::name);
  return found == buckets.end() ? nullptr : &*found;
}

std::string describe(const DescriptorError& error) {
  std::string where = error.file;
  if (error.line > 0) where += fmt::format(":{}", error.line);
  if (!error.key.empty()) where += fmt::format(": {}", error.key);
  return fmt::format("{}: {}", where, error.message);
}

}  // namespace scand::lib::exchange
