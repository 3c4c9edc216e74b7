#include "lib/scan/failure_rules.h"

#include <algorithm>
#include <fmt/format.h>

#include "proto/interval.h"

namespace scand::lib {
namespace {

constexpr std::string_view kWhatToDo =
    "a working exchange is never without them: scan again, and if that does not help, check its "
    "base_url and its descriptor's route";

// After this many failures in a row, with no answer between them, the rest would only fail slowly.
constexpr std::uint32_t kHopeless = 10;

bool concerns_the_exchange(ErrorKind kind) {
  return kind == ErrorKind::banned || kind == ErrorKind::blocked ||
         kind == ErrorKind::geo_blocked || kind == ErrorKind::maintenance || kind == ErrorKind::tls;
}

}  // namespace

base::Status<Failure> expect_lists(const std::vector<Market>& markets,
                                   const std::vector<Ticker>& tickers, std::string_view exchange,
                                   proto::MarketType type) {
  const auto empty = [&](std::string_view list) {
    return Failure{ErrorKind::bad_response, fmt::format("{}: {}'s list for {} is empty; {}", list,
                                                        exchange, proto::name(type), kWhatToDo)};
  };
  if (markets.empty()) return empty("markets");
  if (tickers.empty()) return empty("tickers");
  return base::Ok{};
}

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

void CandleCensus::count(const ChosenMarket& market,
                         const std::vector<exchange::CandlesPage>& pages) {
  if (std::ranges::any_of(pages, [](const auto& page) { return page.candles.size() > 0; })) {
    any_candle_ = true;
    return;
  }
  ++empty_;
  if (market.ticker.quote_volume.value_or(0) > 0) any_traded_ = true;
}

base::Status<Failure> CandleCensus::verdict(std::string_view exchange,
                                            proto::Interval interval) const {
  if (any_candle_ || !any_traded_) return base::Ok{};
  return Failure{ErrorKind::bad_response,
                 fmt::format("candles: {}'s lists of {} candles are empty for all {} markets that "
                             "answered, though they are traded; {}",
                             exchange, proto::name(interval), empty_, kWhatToDo)};
}

}  // namespace scand::lib
