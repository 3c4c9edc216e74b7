#pragma once
// Worlds by the seed, one after the other, and what they went through.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "tests/sim/world.h"

namespace scand::broker::sim {

[[nodiscard]] std::optional<std::uint64_t> number_from(const char* variable);

// So that a schedule that avoids all trouble is not taken for proof.
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

// So many worlds, or the one of SCAND_SIM_SEED, which adds nothing to `coverage`. Empty when all is
// well; else the story of the first one that failed.
[[nodiscard]] std::string run_seeds(std::uint64_t count, const DiskOfSeed& disk,
                                    Coverage& coverage);

}  // namespace scand::broker::sim
