#pragma once
// What becomes of a task after an attempt: the one place where that is decided.

#include <cstdint>

#include "broker/core_events.h"

namespace scand::broker {

enum class Verdict : std::uint8_t {
  deliver,    // the answer is the jobs' answer
  run_again,  // the same task, one attempt further
  give_up     // no answer, and no further attempt: worker_lost
};

// `attempts`: begun so far, this one included.
[[nodiscard]] Verdict after_attempt(event::Outcome outcome, std::uint32_t attempts,
                                    std::uint32_t max_attempts);

}  // namespace scand::broker
