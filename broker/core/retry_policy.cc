#include "broker/core/retry_policy.h"

namespace scand::broker {

Verdict after_attempt(const event::TaskAnswered& answer, EndedAttempts so_far,
                      std::uint32_t max_attempts) {
  if (answer.outcome == event::Outcome::lost) {
    return so_far.lost < max_attempts ? Verdict::retry_now : Verdict::give_up;
  }
  const bool retry = answer.outcome == event::Outcome::failed && answer.error_kind &&
                     is_worth_retrying(*answer.error_kind) && so_far.failed < max_attempts;
  return retry ? Verdict::retry_later : Verdict::deliver;
}

// A scan that brought some symbols does not count as a failure and never gets here.
bool is_worth_retrying(proto::ErrorKind kind) {
  using enum proto::ErrorKind;
  switch (kind) {
    case network:       // a broken path is often back within seconds
    case transient:     // the exchange says so itself: 5xx, busy
    case timeout:       // one slow answer says little about the next
    case bad_response:  // a truncated body or a proxy's error page seldom comes twice
      return true;
    case rate_limited:  // the limiter has waited as long as the deadline allowed
    case banned:        // more requests during a ban prolong it
    case blocked:       // a firewall that counts its refusals must not be provoked
    case geo_blocked:   // our location does not change
    case maintenance:   // lasts minutes or hours
    case tls:           // a wrong certificate is still wrong a second later
    case bad_symbol:    // the request itself is wrong
    case fatal:
    case unsupported_timeframe:
    case cancelled:    // no job wants it any more
    case worker_lost:  // a loss, not a failure
    case internal:     // a bug of ours repeats itself
      return false;
  }
  return false;
}

}  // namespace scand::broker
