#include "lib/scan/market_failures.h"

#include <algorithm>
#include <fmt/format.h>

namespace scand::lib {
namespace {

// With so many failures in a row and nothing between them, the rest would only fail slowly.
constexpr std::uint32_t kHopeless = 10;

bool concerns_the_exchange(ErrorKind kind) {
  return kind == ErrorKind::banned || kind == ErrorKind::blocked ||
         kind == ErrorKind::geo_blocked || kind == ErrorKind::maintenance || kind == ErrorKind::tls;
}

}  // namespace

MarketFailures::Status MarketFailures::add(const Failure& failure) {
  ++count_;
  Tally& tally = tallies_[failure.kind];
  ++tally.count;
  tally.last_message = failure.message;
  if (concerns_the_exchange(failure.kind)) return failure;
  if (failure.kind != ErrorKind::bad_symbol && ++in_a_row_ >= kHopeless)
    return Failure{failure.kind, fmt::format("{} markets in a row failed, the last with: {}",
                                             in_a_row_, failure.message)};
  return base::Ok{};
}

MarketFailures::Status MarketFailures::verdict(std::uint32_t eligible) const {
  if (count_ * 2 <= eligible) return base::Ok{};
  const auto most =
      std::ranges::max_element(tallies_, {}, [](const auto& entry) { return entry.second.count; });
  return Failure{most->first,
                 fmt::format("{} of {} markets failed, {} of them like this: {}", count_, eligible,
                             most->second.count, most->second.last_message)};
}

}  // namespace scand::lib
