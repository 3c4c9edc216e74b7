#pragma once
// One budget group through a simulated day: overlapping jobs, a road that varies, restarts, clock
// steps and others on the same address, against a server that enforces what is published.

#include <cstdint>
#include <string>
#include <vector>

#include "lib/exchange/registry.h"
#include "tests/sim/limits_server.h"

namespace scand::lib::sim {

struct DayReport {
  LimitsServer::Totals totals;
  std::uint64_t jobs = 0, restarts = 0, restarts_held = 0, clock_steps = 0;
  double least_share = 1;  // of our share, after refusals
  double last_share = 1;
  // While there was always work, nothing was held and nobody else on the address: what was used of
  // the bucket that was used most, as a part of its limit.
  double used_share = 0;
};

// What one job asks of one market type: lists first, then candles.
struct JobCalls {
  rate::Cost markets, tickers;
  std::vector<rate::Cost> candles;
};
[[nodiscard]] std::vector<JobCalls> job_calls(const exchange::Registry& registry,
                                              const std::string& group);

[[nodiscard]] DayReport simulate_day(const exchange::Registry& registry,
                                     const rate::BudgetSpec& budget, std::uint64_t seed,
                                     base::Nanos length);

}  // namespace scand::lib::sim
