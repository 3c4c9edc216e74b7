#pragma once
// What a budget has to remember beyond the process: a ban that is forgotten by a restart is
// answered with a longer ban. In memory on the monotonic clock; kept as text on the wall clock.

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

// No hold that is kept is longer, whatever a clock or a file says.
inline constexpr base::Nanos kLongestKeptHold = std::chrono::hours(24 * 7);

// One line of printable ASCII, versioned: all times in Unix milliseconds.
//   1 <phase> <until> <why> <share factor> <its time> <last refusal or -> <now>
[[nodiscard]] std::string encode(const HoldMemory& memory, base::Now now);

// nullopt for anything that encode() did not write. What counts is the time since it was written: a
// wall clock that has gone back since then counts as one that stood still, so that such a hold is
// neither lifted nor longer than it was; one that has gone forward cannot be told from time passed.
[[nodiscard]] std::optional<HoldMemory> decode_hold(std::string_view text, base::Now now);

}  // namespace scand::lib::rate
