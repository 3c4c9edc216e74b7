#pragma once
// The state machine of a hold: what happens when an exchange tells us to stop. Nothing leaves until
// the stated time and a margin. Then one call leaves as a probe. Only when that call has had time
// to fail do the others follow: sixteen calls into a ban that is not over would prolong it.
//
//   state              event                        next
//   open               refused (429, maintenance)   throttled(until)
//   open               shut out (ban, firewall)     banned(until)
//   throttled, banned  refused with a later end     throttled or banned, by the newer reason
//   throttled, banned  refused with an earlier end  unchanged
//   throttled, banned  the end is reached           probing: one call may leave
//   probing            that call left               probing until it had time to fail
//   probing            refused, shut out            throttled, banned
//   probing            that time has passed         open

#include <cstdint>
#include <optional>
#include <string_view>

#include "lib/base/clock.h"
#include "proto/error_kind.h"

namespace scand::lib::rate {

enum class HoldPhase : std::uint8_t { open, throttled, banned, probing };

[[nodiscard]] std::string_view name(HoldPhase phase);
[[nodiscard]] std::optional<HoldPhase> parse_hold_phase(std::string_view text);
// The phase that a refusal of that kind leads to. An address that is shut out counts as banned, be
// it by the exchange or by a firewall.
[[nodiscard]] HoldPhase phase_after(proto::ErrorKind why);

// Pure. Times do not go backwards from call to call.
class HoldState {
 public:
  // Added to the stated end: clocks differ, and headers count in whole seconds.
  static constexpr base::Nanos kMargin = std::chrono::seconds(1);
  // How long the probe stays alone; never longer than the hold was.
  static constexpr base::Nanos kTrial = std::chrono::seconds(2);

  // What must survive a restart: the last transition that an event caused. What time alone changes
  // follows from it.
  struct Memory {
    HoldPhase phase = HoldPhase::open;
    base::MonoTime until{};  // throttled, banned: the end; probing: when the others follow
    proto::ErrorKind why{};  // throttled, banned
    friend bool operator==(const Memory&, const Memory&) = default;
  };

  // A refusal. Returns whether anything changed: one that ends no later than the present hold
  // changes nothing.
  bool hold(base::MonoTime until, proto::ErrorKind why, base::MonoTime now);
  // The earliest time, `now` or later, at which the next call may leave.
  [[nodiscard]] base::MonoTime ready(base::MonoTime now) const;
  // A call left at `now`. Returns whether it was the probe.
  bool sent(base::MonoTime now);

  [[nodiscard]] HoldPhase phase(base::MonoTime now) const;
  [[nodiscard]] bool held(base::MonoTime now) const { return now < until_; }
  // The reason; nullopt when there is no hold.
  [[nodiscard]] std::optional<proto::ErrorKind> why(base::MonoTime now) const;
  [[nodiscard]] base::Nanos left(base::MonoTime now) const;

  [[nodiscard]] Memory memory() const;
  // Takes over the state of an earlier process. A hold whose end has passed meanwhile still begins
  // with a probe.
  void restore(const Memory& memory);

 private:
  base::MonoTime until_{};
  proto::ErrorKind why_{};
  base::Nanos trial_{0};
  bool trial_due_ = false;        // the probe has not left yet
  base::MonoTime alone_until_{};  // it has left, and the others wait until then
};

}  // namespace scand::lib::rate
