#include "broker/retry_policy.h"

namespace scand::broker {

Verdict after_attempt(event::Outcome outcome, std::uint32_t attempts, std::uint32_t max_attempts) {
  // A failure is delivered as it is: the scanner has retried its requests within the deadline.
  if (outcome != event::Outcome::lost) return Verdict::deliver;
  return attempts < max_attempts ? Verdict::run_again : Verdict::give_up;
}

}  // namespace scand::broker
