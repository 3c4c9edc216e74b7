#pragma once
// The core's bounds and times. Fixed when the core is made. Every count here is a hard bound: past
// it a client is refused `busy`, or the oldest of what is only kept is forgotten.

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

  // Jobs between submission and the moment their result is on disk. Tasks are bounded by them: at
  // most one for each exchange of each job.
  std::size_t max_jobs = 256;
  std::size_t max_jobs_per_client = 64;
  std::size_t max_submitters_per_job = 16;  // equal submits that wait for one journal commit
  std::size_t max_waiters = 4096;
  std::size_t max_waiters_per_client = 1024;
  std::size_t max_waiters_per_job = 256;
  std::size_t max_workers = 256;
  std::size_t finished_jobs_kept = 10'000;
  std::size_t finished_request_bytes_kept = 32U << 20U;  // of their requests that have a requestId

  std::size_t bulkhead_per_exchange = 2;  // running tasks of one exchange
  std::uint32_t max_attempts = 3;         // of a task that fail, and so many that are lost

  // A candle counts as closed this long after its end, when exchanges have it too.
  base::Nanos close_grace = std::chrono::seconds(2);
  // With the last snapshot, which waits for nothing, this makes at most five in any second.
  base::Nanos progress_interval = std::chrono::milliseconds(250);
  // A task ends this much before its job, so that its own report of the timeout arrives in time:
  // the smaller of this time and this share of the job's deadline.
  base::Nanos task_margin_max = std::chrono::milliseconds(500);
  double task_margin_share = 0.05;
  // A worker is lost when it is not back this long after its task's deadline ...
  base::Nanos lost_after = std::chrono::seconds(1);
  // ... or this long after it was told to stop: deadlines may be an hour away.
  base::Nanos stop_grace = std::chrono::seconds(5);
  // A running task that ends sooner than this is not prolonged for a job that comes late: the
  // worker may be giving up already, and would fail a job that has time.
  base::Nanos join_margin = std::chrono::seconds(2);

  // The pause before a failed task is tried again ...
  base::BackoffSpec retry_pause;
  // ... and what must be left of a job's time after it, for the attempt to be of use.
  base::Nanos retry_margin = std::chrono::seconds(3);

  // Scans of an exchange that fail in a row because it is down, before it is left alone for a
  // while; 0: never.
  std::uint32_t circuit_failures = 5;
  base::BackoffSpec circuit_pause{std::chrono::seconds(5), std::chrono::seconds(60)};
  // A scan that timed out sooner than this says nothing of the exchange: its client was in a hurry.
  base::Nanos circuit_least_timeout = std::chrono::seconds(10);

  // At the end of a drain's grace: true leaves unfinished jobs to a durable journal, which runs
  // them again; false ends them as cancelled.
  bool drain_leaves_jobs = false;

  std::vector<ExchangeRank> ranks;  // what an earlier life knew
  std::uint64_t seed = 1;           // of the random part of job ids
  std::uint64_t last_seq = 0;       // of the journal's epoch: the first result gets the next one
};

}  // namespace scand::broker
