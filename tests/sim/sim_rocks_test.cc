// The worlds of sim_test.cc over the real files of the shipped journal (rocks_disk.h):
// the same seeds and rules, but fewer seeds. SCAND_SIM_DISK_SEEDS=<count> sets their
// number; one alone runs with
//     SCAND_SIM_SEED=<seed> bin/sim --gtest_filter='SimOverRocks.*'

#include <cstdint>
#include <cstdlib>
#include <gtest/gtest.h>
#include <initializer_list>
#include <memory>
#include <string>

#include "tests/sim/rocks_disk.h"
#include "tests/sim/seeds.h"

namespace scand::broker::sim {
namespace {

constexpr std::uint64_t kDiskSeeds = 300;

TEST(SimOverRocks, KeepsItsPromisesWhateverTheDiskDoes) {
  Coverage coverage;
  const std::uint64_t seeds = number_from("SCAND_SIM_DISK_SEEDS").value_or(kDiskSeeds);
  const std::string story = run_seeds(
      seeds, [](std::uint64_t seed) { return std::make_unique<RocksDisk>("e0", seed); }, coverage);
  ASSERT_TRUE(story.empty()) << story;
  coverage.print();
  if (std::getenv("SCAND_SIM_SEED") != nullptr) return;  // NOLINT(concurrency-mt-unsafe)
  const auto expect_seen = [&](std::initializer_list<const char*> all) {
    for (const char* what : all)
      EXPECT_GT(coverage.seen().contains(what) ? coverage.seen().at(what) : 0, 0U)
          << what << " never happened";
  };
  expect_seen({"crashes", "orderly ends", "deaths of the process", "power cuts", "commits refused",
               "disks repaired", "jobs accepted", "jobs restored", "jobs ended complete",
               "replays"});
  if (seeds < kDiskSeeds) return;  // too few seeds for rare events
  expect_seen({"starts cut short", "power cuts at the log", "power cuts at the seal",
               "power cuts at a start", "errors of the log's write", "errors of the log's sync",
               "errors of the seal's write", "errors of the seal's sync",
               "errors of a start's write", "errors of a start's sync", "commits refused again",
               "evictions refused", "results read", "refused unavailable"});
}

}  // namespace
}  // namespace scand::broker::sim
