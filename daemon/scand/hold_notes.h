#pragma once
// The holds of exchanges as notes of the journal: "hold/<budget group>/<egress address>".

#include <string>
#include <string_view>
#include <vector>

#include "broker/journal/journal.h"
#include "lib/base/clock.h"
#include "lib/rate/registry.h"

namespace scand::daemon {

[[nodiscard]] broker::JournalNote hold_note(const std::string& group,
                                            const std::string& egress_address,
                                            const lib::rate::HoldMemory& memory, base::Now now);

struct RestoredHolds {
  std::size_t restored = 0;
  std::vector<std::string> unreadable;  // keys; their budgets start open
};

// Gives the budgets what the notes remember. Notes of other kinds and of budgets that are not used
// now are left alone.
RestoredHolds restore_notes(const std::vector<broker::JournalNote>& notes,
                            lib::rate::LimiterRegistry& budgets, base::Now now);

}  // namespace scand::daemon
