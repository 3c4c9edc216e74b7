#pragma once
// Runs worlds, one seed after the other, and counts what happened in them.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "tests/sim/world.h"

namespace scand::broker::sim {

[[nodiscard]] std::optional<std::uint64_t> number_from(const char* variable);

// How often what happened. A run in which some trouble never happened proves nothing about it, so
// the tests check these counts.
class Coverage {
 public:
  void add(const World& world);
  void print() const;
  [[nodiscard]] const std::map<std::string, std::uint64_t>& seen() const { return seen_; }

 private:
  void add(const CoreCounters& life);

  std::map<std::string, std::uint64_t> seen_;
  std::uint64_t events_ = 0;
};

using DiskOfSeed = std::function<std::unique_ptr<Disk>(std::uint64_t seed)>;

// Runs `count` worlds, or the one of SCAND_SIM_SEED, which adds nothing to `coverage`. Returns an
// empty string if all is well; else the story of the first world that failed.
[[nodiscard]] std::string run_seeds(std::uint64_t count, const DiskOfSeed& disk,
                                    Coverage& coverage);

}  // namespace scand::broker::sim
