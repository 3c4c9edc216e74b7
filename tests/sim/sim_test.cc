// Core, collector, journal loop and limiters under random schedules. Each seed is a world of its
// own; one that fails is printed with its story, and is run again alone by
//     SCAND_SIM_SEED=<seed> bin/sim
// SCAND_SIM_SEEDS=<count> runs so many, from SCAND_SIM_FROM=<seed> on (1).

#include <cstdint>
#include <cstdlib>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/sim/world.h"

namespace scand::broker::sim {
namespace {

using proto::JobStatus;
using proto::RefusalCode;

constexpr int kStepsPerSeed = 80;
constexpr std::uint64_t kSeeds = 2'000;

std::optional<std::uint64_t> number_from(const char* variable) {
  const char* text = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): one thread
  if (text == nullptr) return std::nullopt;
  return std::strtoull(text, nullptr, 10);
}

// Empty when all is well.
std::string story_of(std::uint64_t seed) {
  std::vector<std::string> story;
  World world(seed, &story);
  if (world.run(kStepsPerSeed)) return {};
  std::string text = fmt::format("seed {}:\n", seed);
  for (const std::string& line : story)
    text += line + '\n';
  for (const std::string& one : world.complaints())
    text += "WRONG: " + one + '\n';
  return text;
}

// What the worlds went through, so that a schedule that avoids all trouble is not taken for proof.
class Coverage {
 public:
  void add(const World& world) {
    events_ += world.events();
    for (const CoreCounters& life : world.counters())
      add(life);
    for (const auto& [what, count] : world.seen())
      seen_[what] += count;
  }
  void expect_everything_happened() const {
    for (const auto& [what, count] : seen_) {
      fmt::print("{:>9} {}\n", count, what);
      EXPECT_GT(count, 0U) << what << " never happened";
    }
    fmt::print("{:>9} events\n", events_);
  }

 private:
  void add(const CoreCounters& life) {
    seen_["jobs accepted"] += life.jobs_accepted;
    seen_["jobs restored"] += life.jobs_restored;
    seen_["jobs repeated"] += life.jobs_repeated;
    seen_["jobs abandoned"] += life.jobs_abandoned;
    seen_["jobs forgotten"] += life.jobs_forgotten;
    seen_["tasks created"] += life.tasks_created;
    seen_["tasks joined"] += life.tasks_joined;
    seen_["attempts lost"] += life.attempts_lost;
    seen_["tasks retried"] += life.tasks_retried;
    seen_["tasks paused"] += life.tasks_paused;
    seen_["tasks stopped"] += life.tasks_stopped;
    seen_["tasks dropped"] += life.tasks_dropped;
    seen_["tasks expired"] += life.tasks_expired;
    seen_["workers replaced"] += life.workers_replaced;
    seen_["stale answers"] += life.stale_answers;
    seen_["waits timed out"] += life.waits_timed_out;
    for (const auto status : {JobStatus::complete, JobStatus::partial, JobStatus::timeout,
                              JobStatus::failed, JobStatus::cancelled}) {
      const auto name = fmt::format("jobs ended {}", proto::name(status));
      seen_[name] += life.finished.at(static_cast<std::size_t>(status));
    }
    for (const auto code : {RefusalCode::busy, RefusalCode::conflict, RefusalCode::not_found,
                            RefusalCode::unavailable}) {
      const auto name = fmt::format("refused {}", proto::name(code));
      seen_[name] += life.refused.at(static_cast<std::size_t>(code));
    }
  }
  std::map<std::string, std::uint64_t> seen_;
  std::uint64_t events_ = 0;
};

TEST(Sim, HoldsItsPromisesWhateverHappens) {
  if (const auto seed = number_from("SCAND_SIM_SEED")) {
    const std::string story = story_of(*seed);
    ASSERT_TRUE(story.empty()) << story;
    return;
  }
  Coverage coverage;
  const std::uint64_t first = number_from("SCAND_SIM_FROM").value_or(1);
  const std::uint64_t end = first + number_from("SCAND_SIM_SEEDS").value_or(kSeeds);
  for (std::uint64_t seed = first; seed < end; ++seed) {
    World world(seed, nullptr);
    const bool well = world.run(kStepsPerSeed);
    ASSERT_TRUE(well) << story_of(seed);
    coverage.add(world);
  }
  coverage.expect_everything_happened();
}

}  // namespace
}  // namespace scand::broker::sim
