#pragma once
// What a budget must remember across a restart, and its form as text. An exchange answers a daemon
// that restarts and forgets its ban with a longer ban.
//
// In memory the times are on the monotonic clock, which means nothing to another process; the text
// has them on the wall clock. Pure; any thread. daemon/scand/hold_notes.h carries the text to the
// journal.

#include <optional>
#include <string>
#include <string_view>

#include "lib/base/clock.h"
#include "lib/rate/hold_state.h"
#include "lib/rate/share_control.h"

namespace scand::lib::rate {

struct HoldMemory {
  HoldState::Memory hold;
  ShareControl::Memory share;
  friend bool operator==(const HoldMemory&, const HoldMemory&) = default;
};

// A hold that is read from text is cut to this, whatever a clock or a file says.
inline constexpr base::Nanos kLongestKeptHold = std::chrono::hours(24 * 7);

// One line of printable ASCII, versioned: all times in Unix milliseconds.
//   1 <phase> <until> <why> <share factor> <its time> <last refusal or -> <now>
[[nodiscard]] std::string encode(const HoldMemory& memory, base::Now now);

// nullopt for anything that encode() did not write. What counts is the time that has passed since
// it was written. A wall clock that was set back meanwhile counts as if no time had passed: the
// hold is neither lifted nor longer than it was. A clock that was set forward cannot be told from
// time that passed.
[[nodiscard]] std::optional<HoldMemory> decode_hold(std::string_view text, base::Now now);

}  // namespace scand::lib::rate
