#include "broker/core/retry_policy.h"

namespace scand::broker {

Verdict after_attempt(const event::TaskAnswered& answer, Attempts so_far,
                      std::uint32_t max_attempts) {
  if (answer.outcome == event::Outcome::lost) {
    return so_far.lost < max_attempts ? Verdict::run_again : Verdict::give_up;
  }
  const bool retry = answer.outcome == event::Outcome::failed && answer.error_kind &&
                     worth_a_retry(*answer.error_kind) && so_far.failed < max_attempts;
  return retry ? Verdict::try_later : Verdict::deliver;
}

// The scanner has retried single requests already; this is about the scan as a whole. A scan that
// brought some symbols is no failure and never comes here.
bool worth_a_retry(proto::ErrorKind kind) {
  using enum proto::ErrorKind;
  switch (kind) {
    case network:    // a path that is down is often back within seconds
    case transient:  // the exchange said so itself: 5xx, busy
    case timeout:  // one slow answer says little of the next; whether there is time is asked apart
    case bad_response:  // a truncated body, a proxy's error page: seldom the same twice
      return true;
    case rate_limited:  // the limiter has waited as long as the deadline allowed: the hold outlasts
                        // it
    case banned:        // more requests during a ban make it longer
    case blocked:       // a firewall that counts refusals must not be fed
    case geo_blocked:   // where we are does not change
    case maintenance:   // lasts minutes or hours, announced
    case tls:           // a wrong certificate is not right a second later
    case bad_symbol:    // the request is what is wrong
    case fatal:
    case unsupported_timeframe:
    case cancelled:    // nobody wants it any more
    case worker_lost:  // counted as losses, above
    case internal:     // a fault of ours repeats itself
      return false;
  }
  return false;
}

}  // namespace scand::broker
