#include "lib/scan/empty_answers.h"

#include <algorithm>
#include <fmt/format.h>

#include "proto/interval.h"

namespace scand::lib {
namespace {

constexpr std::string_view kWhatToDo =
    "an exchange that works is not without them: scan again, and if it stays, check its base_url "
    "and its descriptor's route";

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
