#pragma once
// What the core counts: every refusal, by its code, and every drop. broker_status reports
// them, and daemon/metrics turns the report into metrics, whose names these fields share.

#include <array>
#include <cstddef>
#include <cstdint>

#include "proto/messages.h"
#include "proto/scan_result.h"

namespace scand::broker {

// Since start; they only grow.
struct CoreCounters {
  std::uint64_t jobs_accepted = 0;          // acknowledged to a client
  std::uint64_t jobs_restored = 0;          // found unfinished in the journal at start
  std::uint64_t jobs_repeated = 0;          // submits with a known requestId and an equal body
  std::uint64_t jobs_abandoned = 0;         // left to the journal by a drain
  std::uint64_t jobs_forgotten = 0;         // finished jobs that are no longer remembered
  std::array<std::uint64_t, 10> refused{};  // by proto::RefusalCode
  std::array<std::uint64_t, 7> finished{};  // by proto::JobStatus
  std::uint64_t tasks_created = 0;
  std::uint64_t tasks_joined = 0;      // times that a job shared the task of another job
  std::uint64_t attempts_started = 0;  // dispatches
  std::uint64_t attempts_lost = 0;     // the handler threw, or the worker did not answer in time
  std::uint64_t attempts_failed = 0;   // the worker reported a failure
  std::uint64_t tasks_retried = 0;     // queued again at once, after a loss
  std::uint64_t tasks_paused = 0;      // waiting for a retry, after a failure
  std::uint64_t tasks_stopped = 0;     // were running when the last job left
  std::uint64_t tasks_dropped = 0;     // were not running when the last job left
  std::uint64_t tasks_expired = 0;     // queued until it was too late to start
  std::uint64_t tasks_short_cut = 0;   // not tried, because the exchange is down
  std::uint64_t circuits_opened = 0;
  std::uint64_t circuits_closed = 0;
  std::uint64_t workers_replaced = 0;
  std::uint64_t stale_answers = 0;  // for an attempt that is over or unknown
  std::uint64_t stale_progress = 0;
  std::uint64_t waits_timed_out = 0;
  std::uint64_t unexpected = 0;  // events that fit no state: a bug outside the core
};

// Right now.
struct CoreGauges {
  std::size_t jobs_journaling = 0;  // not acknowledged yet
  std::size_t jobs_queued = 0;      // acknowledged, no exchange started yet
  std::size_t jobs_running = 0;
  std::size_t jobs_finishing = 0;  // ended, result not on disk yet
  std::size_t jobs_kept = 0;       // finished
  std::size_t waiters = 0;
  std::size_t tasks_queued = 0;
  std::size_t tasks_running = 0;
  std::size_t tasks_paused = 0;    // failed a moment ago, waiting for the next attempt
  std::size_t tasks_starving = 0;  // could run now if a worker were free: the pool is too small
  std::size_t circuits_open = 0;   // each a market type of an exchange that is down
  std::size_t workers_idle = 0;
  std::size_t workers_busy = 0;
  std::uint64_t last_seq = 0;
  bool draining = false;
};

}  // namespace scand::broker
