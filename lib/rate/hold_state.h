#pragma once
// What follows when an exchange tells us to stop: nothing leaves until the stated time and a
// margin, then one call tries, and only when it has had time to fail do the others follow.
//
//   open --hold--> held --time--> trying (one call) --time without a new hold--> open

#include <optional>

#include "lib/base/clock.h"
#include "proto/error_kind.h"

namespace scand::lib::rate {

// Pure. Times do not go backwards from call to call.
class HoldState {
 public:
  // Beyond the stated end: clocks differ and headers count in whole seconds.
  static constexpr base::Nanos kMargin = std::chrono::seconds(1);
  // How long the first call after a hold goes alone; never longer than the hold was.
  static constexpr base::Nanos kTrial = std::chrono::seconds(2);

  // A hold that ends earlier than the present one changes nothing.
  void hold(base::MonoTime until, proto::ErrorKind why, base::MonoTime now);
  // When the next call may leave, not before `now`.
  [[nodiscard]] base::MonoTime ready(base::MonoTime now) const;
  // A call left at `now`.
  void sent(base::MonoTime now);

  [[nodiscard]] bool held(base::MonoTime now) const { return now < until_; }
  // Why, while it is held.
  [[nodiscard]] std::optional<proto::ErrorKind> why(base::MonoTime now) const;
  [[nodiscard]] base::Nanos left(base::MonoTime now) const;

 private:
  base::MonoTime until_{};
  proto::ErrorKind why_{};
  base::Nanos trial_{0};
  bool trial_due_ = false;        // the first call after the hold has not left yet
  base::MonoTime alone_until_{};  // it has; the others wait until then
};

}  // namespace scand::lib::rate
