#pragma once
// The road of a refusal to the journal and back, so that a restart does not forget a ban:
//
//   limiter (hold, probe) ──notify──▶ HoldNotes ──JournalNote──▶ broker's journal mailbox
//   restored journal ──JournalNote──▶ HoldNotes::restore ──▶ limiter
//
// A note's key is "hold/<budget group>/<egress address>"; its value is lib/rate/hold_memory.h's
// line. The newest note of a key counts.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "broker/journal/journal.h"
#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/rate/limiter_registry.h"

namespace scand::daemon {

// Owned by the composition root. keep() may run on several threads at once, the worker threads
// whose calls were refused; it does not block. restore() runs once, before the first call to an
// exchange.
class HoldNotes {
 public:
  // Puts a note into the journal's mailbox; false when the mailbox is full. Thread-safe.
  using Post = std::function<bool(broker::JournalNote)>;

  // `clock` and `log` must outlive this; so must what `post` refers to, from the first keep() on.
  HoldNotes(const base::Clock& clock, base::Log& log, Post post);

  // What a LimiterRegistry calls when a budget's memory changes; this must outlive the registry.
  [[nodiscard]] lib::rate::HoldChanged listener();

  // Sends the newest memory of one budget to the journal. A full mailbox loses the note: the log
  // says so, and scanning goes on.
  void keep(const std::string& group, const std::string& egress_address,
            const lib::rate::HoldMemory& memory);

  // Gives the budgets what the notes remember, and returns how many budgets that were. Skips the
  // notes of other kinds and of budgets that do not exist now. A note that cannot be read is logged
  // by its key, and its budget starts open.
  std::size_t restore(const std::vector<broker::JournalNote>& notes,
                      lib::rate::LimiterRegistry& budgets);

 private:
  const base::Clock& clock_;
  base::Log& log_;
  const Post post_;
};

}  // namespace scand::daemon
