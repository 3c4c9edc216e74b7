#include "lib/scan/time_account.h"

namespace scand::lib {

void TimeAccount::settle(base::MonoTime now) {
  if (now <= since_) return;
  const auto spent = (now - since_).count();
  since_ = now;
  switch (state_) {
    case State::compute:
      timing_.compute_ns += spent;
      break;
    case State::network:
      timing_.network_ns += spent;
      break;
    case State::limiter:
      timing_.limiter_ns += spent;
      break;
  }
}

void TimeAccount::enter(State state, base::MonoTime now) {
  settle(now);
  state_ = state;
}

void TimeAccount::end_init(base::MonoTime now) {
  settle(now);
  if (init_ended_) return;
  init_ended_ = true;
  timing_.init_ns = (since_ - start_).count();
}

proto::TaskTiming TimeAccount::close(base::MonoTime now) {
  settle(now);
  timing_.duration_ns = (since_ - start_).count();
  if (!init_ended_) timing_.init_ns = timing_.duration_ns;
  timing_.scan_ns = timing_.duration_ns - timing_.init_ns;
  return timing_;
}

}  // namespace scand::lib
