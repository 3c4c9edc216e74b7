#include "lib/scan/candle_plan.h"

#include <algorithm>

#include "lib/market/normalise.h"

namespace scand::lib {
namespace {

// Rows asked for beyond the window: the running candle, and one that has closed but is still within
// its grace.
constexpr std::uint32_t kUnclosedRows = 2;

}  // namespace

std::optional<CandlePlan> plan_candles(const exchange::MarketRules& market,
                                       const proto::TaskKey& key, std::int64_t now_ms) {
  const auto interval_plan = exchange::plan_interval(market, key.interval);
  const exchange::Route* route = market.route("candles");
  if (!interval_plan || route == nullptr) return std::nullopt;

  const auto [source, factor] = *interval_plan;
  const auto window =
      static_cast<std::uint32_t>(key.full_analysis ? kFullRows : kQuickRows) + kUnclosedRows;
  const std::uint32_t rows = window * factor;
  const std::uint32_t rows_a_call = route->rows_max == 0 ? rows : std::min(rows, route->rows_max);
  const std::uint32_t calls_wanted = (rows + rows_a_call - 1) / rows_a_call;
  const std::uint32_t calls_allowed = exchange::can_page_back(*route) ? kCallsPerMarketMax : 1;

  CandlePlan plan{.source = source, .factor = factor};
  const std::int64_t running_open = proto::open_at(source, now_ms);
  std::uint32_t planned = 0;
  for (std::uint32_t call = 0; call < std::min(calls_wanted, calls_allowed); ++call) {
    exchange::RequestParams params{.interval = source, .now_ms = now_ms};
    params.rows = std::min(rows_a_call, rows - planned);
    // A later call asks for the rows before the oldest one planned so far.
    if (call > 0)
      params.before_ms =
          running_open - static_cast<std::int64_t>(planned - 1) * proto::length_ms(source);
    planned += params.rows;
    plan.calls.push_back(params);
  }
  return plan;
}

}  // namespace scand::lib
