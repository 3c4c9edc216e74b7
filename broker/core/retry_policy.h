#pragma once
// What becomes of a task after an attempt: the one place where that is decided.

#include <cstdint>

#include "broker/core/events.h"
#include "proto/error_kind.h"

namespace scand::broker {

enum class Verdict : std::uint8_t {
  deliver,    // the answer is the jobs' answer
  run_again,  // lost: the same task, one attempt further, at once and with another worker
  try_later,  // failed: the same task, one attempt further, after a pause
  give_up     // lost, and no further attempt: worker_lost
};

// Of one task. Losses and failures are counted apart: a loss says nothing of the exchange, and a
// task that costs workers must end whatever the exchange would have answered.
struct Attempts {
  std::uint32_t failed = 0;
  std::uint32_t lost = 0;
};

// `so_far` has the attempt that just ended.
[[nodiscard]] Verdict after_attempt(const event::TaskAnswered& answer, Attempts so_far,
                                    std::uint32_t max_attempts);

// Whether a scan that failed so is worth another, a little later, within the same deadline.
[[nodiscard]] bool worth_a_retry(proto::ErrorKind kind);

}  // namespace scand::broker
