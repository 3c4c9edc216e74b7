// A simulated day of overlapping jobs against the published limits of every exchange.
// SCAND_SIM_HOURS=<hours> sets another length.

#include "tests/sim/limits_day.h"

#include <chrono>
#include <cstdlib>
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace scand::lib::sim {
namespace {

TEST(LimitsDay, NoBanNoCallDuringAHoldNoLimitExceeded) {
  const char* text = std::getenv("SCAND_SIM_HOURS");  // NOLINT(concurrency-mt-unsafe)
  const std::chrono::hours length(text == nullptr ? 24 : std::atoi(text));
  const auto registry = exchange::Registry::load({});
  ASSERT_TRUE(registry.ok());
  for (const rate::BudgetSpec& budget : registry->budgets()) {
    const DayReport day = simulate_day(*registry, budget, 1, length);
    double peak = 0;
    for (const auto& [bucket, part] : day.totals.peak)
      peak = std::max(peak, part);
    fmt::print(
        "{:<9} {:>8} calls {:>5} jobs {:>3} restarts ({} held) {:>5} refused, peak {:.0f} % of a "
        "limit, {:.0f} % used when busy, share down to {:.2f} and back to {:.2f}\n",
        budget.group, day.totals.calls, day.jobs, day.restarts, day.restarts_held,
        day.totals.refused, 100 * peak, 100 * day.used_share, day.least_share, day.last_share);
    EXPECT_EQ(day.totals.bans, 0U) << budget.group;
    EXPECT_EQ(day.totals.during_hold, 0U) << budget.group;
    EXPECT_EQ(day.totals.over_limit, 0U) << budget.group;
    EXPECT_LE(peak, 1.0) << budget.group;
    EXPECT_GT(day.jobs, 0U) << budget.group;
    EXPECT_GT(day.totals.calls, 1000U) << budget.group;
  }
}

}  // namespace
}  // namespace scand::lib::sim
