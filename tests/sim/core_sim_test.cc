// The core under random schedules. Each seed is a world of its own; one that fails is printed with
// its story, and is run again alone by
//     SCAND_SIM_SEED=<seed> bin/sim
// SCAND_SIM_SEEDS=<count> runs so many instead of the usual 2,000.

#include <cstdint>
#include <cstdlib>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <vector>

#include "tests/sim/core_world.h"

namespace scand::broker::sim {
namespace {

constexpr int kEventsPerSeed = 200;
constexpr std::uint64_t kSeeds = 2000;

std::optional<std::uint64_t> number_from(const char* variable) {
  const char* text = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): one thread
  if (text == nullptr) return std::nullopt;
  return std::strtoull(text, nullptr, 10);
}

// Empty when all is well.
std::string story_of(std::uint64_t seed) {
  std::vector<std::string> story;
  CoreWorld world(seed, &story);
  if (world.run(kEventsPerSeed)) return {};
  std::string text = fmt::format("seed {}:\n", seed);
  for (const std::string& line : story)
    text += line + '\n';
  for (const std::string& one : world.oracle().complaints())
    text += "WRONG: " + one + '\n';
  return text;
}

TEST(CoreSim, HoldsItsPromisesWhateverHappens) {
  if (const auto seed = number_from("SCAND_SIM_SEED")) {
    const std::string story = story_of(*seed);
    ASSERT_TRUE(story.empty()) << story;
    return;
  }
  std::uint64_t events = 0;
  std::uint64_t finished = 0;
  for (std::uint64_t seed = 1; seed <= number_from("SCAND_SIM_SEEDS").value_or(kSeeds); ++seed) {
    CoreWorld world(seed, nullptr);
    const bool well = world.run(kEventsPerSeed);
    ASSERT_TRUE(well) << story_of(seed);
    events += world.events();
    for (const std::uint64_t count : world.counters().finished)
      finished += count;
  }
  fmt::print("{} events, {} jobs finished in their last lives\n", events, finished);
}

}  // namespace
}  // namespace scand::broker::sim
