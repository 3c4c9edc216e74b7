#include "lib/exchange/descriptor.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace scand::lib::exchange {

std::string_view name(RouteKind kind) {
  static constexpr std::array<std::string_view, 3> kNames{"markets", "tickers", "candles"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view name(VolumeUnit unit) {
  static constexpr std::array<std::string_view, 3> kNames{"base", "contracts", "quote"};
  return kNames[static_cast<std::size_t>(unit)];
}

std::optional<RouteKind> parse_route_kind(std::string_view text) {
  for (const RouteKind kind : {RouteKind::markets, RouteKind::tickers, RouteKind::candles})
    if (name(kind) == text) return kind;
  return std::nullopt;
}

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
