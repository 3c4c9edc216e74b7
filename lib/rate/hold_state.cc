#include "lib/rate/hold_state.h"

#include <algorithm>

namespace scand::lib::rate {

void HoldState::hold(base::MonoTime until, proto::ErrorKind why, base::MonoTime now) {
  const base::MonoTime end = std::max(until, now) + kMargin;
  if (end <= until_) return;
  until_ = end;
  why_ = why;
  trial_ = std::min(kTrial, end - now);
  trial_due_ = true;
}

base::MonoTime HoldState::ready(base::MonoTime now) const {
  return std::max({now, until_, trial_due_ ? base::MonoTime{} : alone_until_});
}

void HoldState::sent(base::MonoTime now) {
  if (!trial_due_) return;
  trial_due_ = false;
  alone_until_ = now + trial_;
}

std::optional<proto::ErrorKind> HoldState::why(base::MonoTime now) const {
  if (!held(now)) return std::nullopt;
  return why_;
}

base::Nanos HoldState::left(base::MonoTime now) const {
  return std::max(until_ - now, base::Nanos(0));
}

}  // namespace scand::lib::rate
