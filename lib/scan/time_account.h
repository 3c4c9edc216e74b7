#pragma once
// Where the time of a task goes: to computing, to the network or to the limiter. A task is in
// exactly one state at any instant, so the parts add up to the duration by construction. Pure; one
// thread.

#include "lib/base/clock.h"
#include "proto/partial_result.h"

namespace scand::lib {

class TimeAccount {
 public:
  enum class State : std::uint8_t { compute, network, limiter };

  explicit TimeAccount(base::MonoTime start) : start_(start), since_(start) {}

  // From `now` on the task is in `state`. A `now` before the last one adds nothing.
  void enter(State state, base::MonoTime now);
  // The lists are here: from now on the time counts as scan_ns instead of init_ns.
  void end_init(base::MonoTime now);
  // The account up to `now`, in whole nanoseconds:
  // limiter + network + compute = duration = init + scan.
  [[nodiscard]] proto::TaskTiming close(base::MonoTime now);

 private:
  void settle(base::MonoTime now);

  base::MonoTime start_;
  base::MonoTime since_;
  State state_ = State::compute;
  bool init_ended_ = false;
  proto::TaskTiming timing_;
};

}  // namespace scand::lib
