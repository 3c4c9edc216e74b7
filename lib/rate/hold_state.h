#pragma once
// What follows when an exchange tells us to stop: nothing leaves until the stated time and a
// margin, then one call probes, and only when it has had time to fail do the others follow.
//
//   state              event                       next
//   open               refused (429, maintenance)  throttled(until)
//   open               shut out (ban, firewall)    banned(until)
//   throttled, banned  a later end                 throttled or banned, by the newer reason
//   throttled, banned  an earlier end              unchanged
//   throttled, banned  until                       probing: one call may leave
//   probing            that call left              probing until it had time to fail
//   probing            refused, shut out           throttled, banned
//   probing            that time                   open

#include <cstdint>
#include <optional>
#include <string_view>

#include "lib/base/clock.h"
#include "proto/error_kind.h"

namespace scand::lib::rate {

enum class HoldPhase : std::uint8_t { open, throttled, banned, probing };

[[nodiscard]] std::string_view name(HoldPhase phase);
[[nodiscard]] std::optional<HoldPhase> parse_hold_phase(std::string_view text);
// Where a refusal of that kind leads: an address that is shut out is banned, whoever does it.
[[nodiscard]] HoldPhase phase_after(proto::ErrorKind why);

// Pure. Times do not go backwards from call to call.
class HoldState {
 public:
  // Beyond the stated end: clocks differ and headers count in whole seconds.
  static constexpr base::Nanos kMargin = std::chrono::seconds(1);
  // How long the first call after a hold goes alone; never longer than the hold was.
  static constexpr base::Nanos kTrial = std::chrono::seconds(2);

  // What outlives the process: the last transition that was not merely time passing.
  struct Memory {
    HoldPhase phase = HoldPhase::open;
    base::MonoTime until{};  // throttled, banned: the end; probing: when the others follow
    proto::ErrorKind why{};  // throttled, banned
    friend bool operator==(const Memory&, const Memory&) = default;
  };

  // A hold that ends earlier than the present one changes nothing. Whether anything changed.
  bool hold(base::MonoTime until, proto::ErrorKind why, base::MonoTime now);
  // When the next call may leave, not before `now`.
  [[nodiscard]] base::MonoTime ready(base::MonoTime now) const;
  // A call left at `now`. Whether that was the probe.
  bool sent(base::MonoTime now);

  [[nodiscard]] HoldPhase phase(base::MonoTime now) const;
  [[nodiscard]] bool held(base::MonoTime now) const { return now < until_; }
  // Why, while it is held.
  [[nodiscard]] std::optional<proto::ErrorKind> why(base::MonoTime now) const;
  [[nodiscard]] base::Nanos left(base::MonoTime now) const;

  [[nodiscard]] Memory memory() const;
  // Of an earlier life. A hold whose end has passed still begins with a probe.
  void restore(const Memory& memory);

 private:
  base::MonoTime until_{};
  proto::ErrorKind why_{};
  base::Nanos trial_{0};
  bool trial_due_ = false;        // the first call after the hold has not left yet
  base::MonoTime alone_until_{};  // it has; the others wait until then
};

}  // namespace scand::lib::rate
