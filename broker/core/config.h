#pragma once
// The bounds and times of the core, fixed when it is made. Every count here is a hard bound. Past
// a bound on what clients may keep waiting, they are refused with `busy`; of things that are only
// remembered, the oldest is forgotten.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "broker/core/ranking.h"
#include "lib/base/backoff.h"
#include "lib/base/clock.h"
#include "proto/scan_request.h"

namespace scand::broker {

struct CoreConfig {
  const proto::ExchangeDirectory* exchanges = nullptr;  // must outlive the core

  // Jobs. A job counts from its submission until its result is on disk. Jobs bound tasks: each
  // exchange of a job needs at most one.
  std::size_t max_jobs = 256;
  std::size_t max_jobs_per_client = 64;
  std::size_t max_submitters_per_job = 16;  // equal submits that wait for one journal commit
  std::size_t max_waiters = 4096;
  std::size_t max_waiters_per_client = 1024;
  std::size_t max_waiters_per_job = 256;
  std::size_t max_workers = 256;
  std::size_t finished_jobs_kept = 10'000;
  std::size_t finished_request_bytes_kept = 32U << 20U;  // of requests kept for their requestId

  // Tasks.
  std::size_t bulkhead_per_exchange = 2;  // running tasks of one exchange
  std::uint32_t max_attempts = 3;  // a task gives up after so many failures, or so many losses

  // A candle counts as closed this long after its end, because exchanges need a moment, too.
  base::Nanos close_grace = std::chrono::seconds(2);
  // Between two progress snapshots of a job. The last snapshot does not wait, so a job sends at
  // most five in any second.
  base::Nanos progress_interval = std::chrono::milliseconds(250);

  // Deadlines of tasks.
  // A task ends a little before its job, so that its own report of the timeout arrives in time: by
  // this much, or by this share of the job's deadline, whichever is smaller.
  base::Nanos task_margin_max = std::chrono::milliseconds(500);
  double task_margin_share = 0.05;
  // A worker counts as lost when it has not answered this long after its task's deadline ...
  base::Nanos lost_after = std::chrono::seconds(1);
  // ... or this long after it was told to stop, since the deadline may be an hour away.
  base::Nanos stop_grace = std::chrono::seconds(5);
  // A job with a later deadline does not join a running task that ends sooner than this. The worker
  // may be giving up already, and would fail a job that still has time.
  base::Nanos join_margin = std::chrono::seconds(2);

  // Retries (retry_policy.h).
  // Before a failed task is tried again: doubled with each failure, up to the cap.
  base::BackoffSpec retry_pause{std::chrono::seconds(1), std::chrono::seconds(15)};
  base::Nanos retry_margin = std::chrono::seconds(3);  // what a job must have left at that moment

  // Circuit breaker (circuit_breaker.h).
  std::uint32_t circuit_failures = 5;  // in a row, until the circuit opens; 0: never
  base::BackoffSpec circuit_pause{std::chrono::seconds(5), std::chrono::seconds(60)};
  // A scan that timed out sooner than this says nothing about the exchange: the
  // client's deadline was short.
  base::Nanos circuit_least_timeout = std::chrono::seconds(10);

  // What happens to unfinished jobs when a drain's grace is over. true: the durable journal keeps
  // them, and the next process runs them again. false: they end as cancelled.
  bool drain_leaves_jobs = false;

  std::vector<ExchangeRank> ranks;  // from an earlier process
  std::uint64_t seed = 1;           // for the random part of job ids and for backoff
  std::uint64_t last_seq = 0;  // the newest result in the journal; the next one gets last_seq+1
};

}  // namespace scand::broker
