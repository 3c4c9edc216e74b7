// Core, collector, journal loop and rate limiters under random schedules. Each seed is a world of
// its own. A seed that fails is printed with its story, and can be run alone:
//     SCAND_SIM_SEED=<seed> bin/sim --gtest_filter='Sim.*'
// SCAND_SIM_SEEDS=<count> sets the number of seeds, SCAND_SIM_FROM=<seed> the first one (default
// 1).

#include <cstdint>
#include <gtest/gtest.h>
#include <memory>
#include <string>

#include "tests/sim/seeds.h"
#include "tests/sim/value_disk.h"

namespace scand::broker::sim {
namespace {

TEST(Sim, KeepsItsPromisesWhateverHappens) {
  Coverage coverage;
  const std::string story = run_seeds(
      number_from("SCAND_SIM_SEEDS").value_or(2'000),
      [](std::uint64_t) { return std::make_unique<ValueDisk>("e0"); }, coverage);
  ASSERT_TRUE(story.empty()) << story;
  coverage.print();
  for (const auto& [what, count] : coverage.seen())
    EXPECT_GT(count, 0U) << what << " never happened";
}

}  // namespace
}  // namespace scand::broker::sim
