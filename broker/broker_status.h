#pragma once
// Maps the broker's counters and gauges to the names that `status` and /metrics show. A new counter
// is added here first, then as a metric in daemon/metrics (status_samples, metric_table). Pure;
// called on the broker thread.

#include <string>

#include "broker/core/counters.h"
#include "broker/front/frontend.h"
#include "broker/journal/journal_loop.h"
#include "broker/mail/mail.h"
#include "broker/results/collector_loop.h"
#include "broker/security/access_control.h"
#include "broker/workers/worker_pool.h"
#include "lib/base/clock.h"
#include "proto/daemon_status.h"

namespace scand::broker {

// Counters of the broker loop itself.
struct LoopCounters {
  std::uint64_t turns = 0;
  std::uint64_t turns_slow = 0;  // longer than kSlowTurn: something blocked the loop
  std::uint64_t turn_worst_us = 0;
  std::uint64_t dropped_progress = 0;  // the collector's mailbox was half full
  // Requests refused `busy`:
  std::uint64_t busy_reads = 0;    // for a result, with kReadsMax being read
  std::uint64_t busy_replays = 0;  // scan.replay, with kReplaysMax being read
  std::uint64_t busy_latest = 0;   // signals.latest, with the collector's mailbox half full
};
inline constexpr std::chrono::milliseconds kSlowTurn{100};

struct StatusSources {
  const CoreCounters& core;
  const CoreGauges& gauges;
  const FrontendCounters& frontend;
  const WorkerPoolCounters& pool;
  const JournalCounters& journal;
  const CollectorCounters& collector;
  const LoopCounters& loop;
  const AccessControl* access = nullptr;  // null: clients are not authenticated
};

// Sets the status's gauges, counters, last_seq and draining; the rest is the caller's.
void fill_status(proto::DaemonStatus& status, const StatusSources& sources);

}  // namespace scand::broker
