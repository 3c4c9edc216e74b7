#include "lib/rate/admission.h"

#include <algorithm>

namespace scand::lib::rate {
namespace {

// A caller whose turn has not come waits at least this long, so that it does not spin.
constexpr base::Nanos kLeastWait = std::chrono::milliseconds(1);

}  // namespace

Admission::Admission(const BudgetSpec& spec, base::MonoTime now)
    : buckets_(spec, now), last_(now) {}

base::MonoTime Admission::forward(base::MonoTime now) {
  last_ = std::max(last_, now);
  return last_;
}

Grant Admission::acquire(const Cost& cost, base::MonoTime time) {
  const base::MonoTime now = forward(time);
  buckets_.scale(share_.factor(now), now);
  buckets_.expect(cost, now);
  line_.forget(now);
  const base::MonoTime released = hold_.ready(now);
  if (released > now) {
    ++refused_;
    return {false, released};
  }
  const base::MonoTime due = turn(cost, now);
  if (due > now) return refuse(cost, due);
  buckets_.take(cost, now);
  line_.served(cost);
  if (hold_.sent(now)) ++changes_;
  ++granted_;
  return {true, now};
}

base::MonoTime Admission::turn(const Cost& cost, base::MonoTime now) const {
  const base::MonoTime own = buckets_.ready(cost, now);
  if (own > now) return own;
  // Those ahead of our own place, the longest waiting first. We may pass a place only if our
  // leaving now does not move the time at which it can leave.
  for (const auto& place : line_.places()) {
    if (place.cost == cost) break;
    const base::MonoTime theirs = buckets_.ready(place.cost, now);
    if (buckets_.ready(place.cost, now, cost) <= theirs) continue;
    // Ask again when there is room after them, or when they have lost their place.
    const base::MonoTime after = std::max(theirs, buckets_.ready(cost, now, place.cost));
    return std::max(now + kLeastWait, std::min(after, place.expires));
  }
  return now;
}

Grant Admission::refuse(const Cost& cost, base::MonoTime not_before) {
  ++refused_;
  line_.wait(cost, not_before);
  return {false, not_before};
}

void Admission::departed(const Cost& cost, base::MonoTime granted, base::MonoTime sent) {
  buckets_.departed(cost, granted, sent);
}

void Admission::report(const Feedback& feedback, base::MonoTime time) {
  buckets_.learn(feedback, forward(time));
}

void Admission::hold(base::MonoTime until, proto::ErrorKind why, base::MonoTime time) {
  const base::MonoTime now = forward(time);
  // Sixteen calls in flight bring sixteen refusals. Those that arrive during a hold belong to the
  // same episode and must not halve the share again.
  if (!hold_.held(now)) {
    ++holds_;
    if (why == proto::ErrorKind::rate_limited) share_.refused(now);
    if (why == proto::ErrorKind::banned) share_.banned(now);
  }
  const bool was_banned = hold_.phase(now) == HoldPhase::banned;
  if (!hold_.hold(until, why, now)) return;
  ++changes_;
  if (!was_banned && hold_.phase(now) == HoldPhase::banned) ++bans_;
}

void Admission::restore(const HoldMemory& memory) {
  hold_.restore(memory.hold);
  share_.restore(memory.share);
}

void Admission::merge(const BudgetSpec& spec, base::MonoTime time) {
  buckets_.merge(spec, forward(time));
}

BudgetStatus Admission::status(base::MonoTime now) const {
  BudgetStatus status;
  for (const Bucket& bucket : buckets_.buckets()) {
    status.buckets.push_back({bucket.spec().name, bucket.spec().limit, bucket.allowed(),
                              bucket.used(now), base::seconds(bucket.spec().window)});
  }
  status.phase = hold_.phase(now);
  status.hold_seconds = base::seconds(hold_.left(now));
  status.hold_kind = hold_.why(now);
  status.share_factor = share_.factor(now);
  status.granted = granted_;
  status.refused = refused_;
  status.holds = holds_;
  status.bans = bans_;
  return status;
}

}  // namespace scand::lib::rate
