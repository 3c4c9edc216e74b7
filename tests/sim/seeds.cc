#include "tests/sim/seeds.h"

#include <cstdlib>
#include <fmt/format.h>
#include <vector>

namespace scand::broker::sim {
namespace {

using proto::JobStatus;
using proto::RefusalCode;

constexpr int kStepsPerSeed = 80;

// Empty if all is well.
std::string story_of(std::uint64_t seed, const DiskOfSeed& disk) {
  std::vector<std::string> story;
  World world(seed, disk(seed), &story);
  if (world.run(kStepsPerSeed)) return {};
  std::string text = fmt::format("seed {}:\n", seed);
  for (const std::string& line : story)
    text += line + '\n';
  for (const std::string& one : world.violations())
    text += "VIOLATED: " + one + '\n';
  return text;
}

}  // namespace

std::optional<std::uint64_t> number_from(const char* variable) {
  const char* text = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): one thread
  if (text == nullptr) return std::nullopt;
  return std::strtoull(text, nullptr, 10);
}

void Coverage::add(const World& world) {
  events_ += world.events();
  for (const CoreCounters& life : world.counters())
    add(life);
  for (const auto& [what, count] : world.seen())
    seen_[what] += count;
}

void Coverage::print() const {
  for (const auto& [what, count] : seen_)
    fmt::print("{:>9} {}\n", count, what);
  fmt::print("{:>9} events\n", events_);
}

void Coverage::add(const CoreCounters& life) {
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

std::string run_seeds(std::uint64_t count, const DiskOfSeed& disk, Coverage& coverage) {
  if (const auto seed = number_from("SCAND_SIM_SEED")) return story_of(*seed, disk);
  const std::uint64_t first = number_from("SCAND_SIM_FROM").value_or(1);
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    auto world = std::make_unique<World>(seed, disk(seed), nullptr);
    if (!world->run(kStepsPerSeed)) {
      const auto violations = world->violations();
      world.reset();
      std::string story = story_of(seed, disk);
      if (story.empty())
        story = fmt::format("seed {}, not reproducible: {}\n", seed, violations.front());
      return story;
    }
    coverage.add(*world);
  }
  return {};
}

}  // namespace scand::broker::sim
