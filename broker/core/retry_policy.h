#pragma once
// Whether a task gets another attempt, and when. The numbers are in CoreConfig (config.h);
// TaskCompletion applies the verdict, and does not wait for a retry while the exchange is down.
//
//   after a success          deliver it
//   after a loss (the worker threw or did not answer)
//                            retry at once, perhaps on the same worker; give up after max_attempts
//                            losses
//   after a failure          retry after a pause, if the kind of failure is worth it, there were
//                            fewer than max_attempts failures, and a job has time for it;
//                            otherwise deliver the failure
//
// The pause is CoreConfig::retry_pause, doubled with each failure of the task, less up to half as
// jitter (lib/base/backoff.h). A job that joins and cannot wait ends the pause (Scheduler). A job
// has time for the retry when it has CoreConfig::retry_margin left at the end of the pause. This is
// about whole scans: the scanner retries single HTTP requests itself.

#include <cstdint>

#include "broker/core/config.h"
#include "broker/core/events.h"
#include "lib/base/backoff.h"
#include "lib/base/clock.h"
#include "proto/error_kind.h"

namespace scand::broker {

enum class Verdict : std::uint8_t {
  deliver,      // the answer goes to the jobs
  retry_now,    // the attempt was lost: queue the task again
  retry_later,  // the attempt failed: queue the task again after a pause
  give_up       // too many attempts were lost: the jobs get worker_lost
};

// The unsuccessful attempts of one task. Losses and failures are counted apart: a loss says nothing
// about the exchange, and a task that keeps losing workers must end even if its exchange is fine.
struct EndedAttempts {
  std::uint32_t failed = 0;
  std::uint32_t lost = 0;
};

// `so_far` includes the attempt that has just ended.
[[nodiscard]] Verdict after_attempt(const event::TaskAnswered& answer, EndedAttempts so_far,
                                    std::uint32_t max_attempts);

// Whether another scan within the same deadline may succeed where one has just failed.
[[nodiscard]] bool is_worth_retrying(proto::ErrorKind kind);

// When a failed task is tried again. One thread at a time.
class RetrySchedule {
 public:
  explicit RetrySchedule(const CoreConfig& config)
      : margin_(config.retry_margin), backoff_(config.retry_pause, config.seed) {}

  // `failures`: of the task so far, from 1.
  [[nodiscard]] base::MonoTime next_attempt(base::MonoTime now, std::uint32_t failures) {
    return now + backoff_.after(failures);
  }
  // Whether an attempt that starts at `start` is of use to a job with this deadline.
  [[nodiscard]] bool in_time(base::MonoTime start, base::MonoTime deadline) const {
    return deadline >= start + margin_;
  }

 private:
  const base::Nanos margin_;
  base::Backoff backoff_;
};

}  // namespace scand::broker
