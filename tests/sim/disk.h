#pragma once
// The disk under a world's journal. It survives crashes of the process. It refuses commits, reports
// failure for commits that did reach it, and lets a crash undo deletions. There are two kinds: a
// plain value (value_disk.h), cheap enough for a hundred thousand worlds, and the real files of the
// shipped journal (rocks_disk.h).

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "broker/journal/journal.h"

namespace scand::broker::sim {

// What the world wants to happen to one write. `cut`: the power fails in the middle of it. A real
// disk cannot always comply: if the write ends before the trouble starts, it is kept.
enum class Fate : std::uint8_t { kept, refused, refused_and_there, cut };

class Disk {
 public:
  Disk() = default;
  virtual ~Disk() = default;
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  // The journal of a new life, over what earlier lives have left. The disk must outlive it. Throws
  // std::runtime_error when the journal reports that acknowledged data is missing or damaged.
  [[nodiscard]] virtual std::unique_ptr<Journal> open(std::size_t results_max,
                                                      std::function<Fate()> fate) = 0;
  // The process is about to die, and its journal with it.
  virtual void crash() {}
  // Whether a write can end in a power cut, and whether one has: then the process must die.
  [[nodiscard]] virtual bool can_cut_power() const { return false; }
  [[nodiscard]] virtual bool power_was_cut() const { return false; }
  // The seq of the newest result on the disk.
  [[nodiscard]] virtual std::uint64_t last_seq() const = 0;

  // Results that have reached the disk since the last call; a result may come more than once.
  [[nodiscard]] std::vector<StoredResult> take_committed() { return std::exchange(committed_, {}); }
  // Jobs evicted in any life. Evictions are not synced, so a crash may bring a job back
  // until the next commit.
  [[nodiscard]] const std::set<std::string>& evicted() const { return evicted_; }
  // How often what happened, by name; tests check that nothing was missed.
  [[nodiscard]] const std::map<std::string, std::uint64_t>& seen() const { return seen_; }

 protected:
  std::vector<StoredResult> committed_;
  std::set<std::string> evicted_;
  std::map<std::string, std::uint64_t> seen_;
};

}  // namespace scand::broker::sim
