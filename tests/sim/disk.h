#pragma once
// The disk under a world's journal, which outlives the process: commits that are refused, that are
// refused and yet reached it, deletions that a crash brings back. A value (value_disk.h), which a
// hundred thousand worlds can afford, or the shipped journal's own files (rocks_disk.h).

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

// What the world wants to become of one write. `cut`: the machine stops in the middle of it. A real
// disk takes it for a wish: where the write is over before the trouble comes, it is kept.
enum class Fate : std::uint8_t { kept, refused, refused_and_there, cut };

class Disk {
 public:
  Disk() = default;
  virtual ~Disk() = default;
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  // A life's journal, over what the lives before left; this outlives it. Throws what the journal
  // says where it finds that anything acknowledged is missing or wrong.
  [[nodiscard]] virtual std::unique_ptr<Journal> open(std::size_t results_max,
                                                      std::function<Fate()> fate) = 0;
  // The process is about to die, its journal with it.
  virtual void crash() {}
  // Whether a write can be cut, and has been: then the process has to die.
  [[nodiscard]] virtual bool can_be_cut() const { return false; }
  [[nodiscard]] virtual bool was_cut() const { return false; }
  // Of the newest result that is there.
  [[nodiscard]] virtual std::uint64_t last_seq() const = 0;

  // Results that have reached the disk, perhaps again, until somebody looks.
  [[nodiscard]] std::vector<StoredResult> take_fresh() { return std::exchange(fresh_, {}); }
  // Jobs evicted, in any life: not synced, a crash may bring them back until the next commit.
  [[nodiscard]] const std::set<std::string>& let_go() const { return let_go_; }
  // What happened, by name.
  [[nodiscard]] const std::map<std::string, std::uint64_t>& seen() const { return seen_; }

 protected:
  std::vector<StoredResult> fresh_;
  std::set<std::string> let_go_;
  std::map<std::string, std::uint64_t> seen_;
};

}  // namespace scand::broker::sim
