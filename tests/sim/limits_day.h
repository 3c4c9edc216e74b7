#pragma once
// Simulates a day of one budget group against a server that enforces the published
// limits: overlapping jobs, varying network latency, restarts, clock steps, and other
// clients on the same address.

#include <cstdint>
#include <string>
#include <vector>

#include "lib/exchange/registry.h"
#include "tests/sim/limits_server.h"

namespace scand::lib::sim {

struct DayReport {
  LimitsServer::Totals totals;
  std::uint64_t jobs = 0, restarts = 0, restarts_held = 0, clock_steps = 0;
  double least_share = 1;  // the smallest share of the limit that we took, after refusals
  double last_share = 1;
  // Utilisation: how much of the busiest bucket's limit was used, over the times with enough work,
  // no hold and no other clients.
  double used_share = 0;
};

// The calls of one job for one market type: lists first, then candles for each market.
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
