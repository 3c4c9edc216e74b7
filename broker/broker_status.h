#pragma once
// The broker's counters and gauges under their names: what `status` answers and what the programs
// show. One list, so that nothing is counted and not seen.

#include <string>

#include "broker/core/counters.h"
#include "broker/front/frontend.h"
#include "broker/journal/journal_loop.h"
#include "broker/mail/mail.h"
#include "broker/results/collector_desk.h"
#include "broker/security/access_control.h"
#include "broker/workers/worker_pool.h"
#include "lib/base/clock.h"
#include "proto/daemon_status.h"

namespace scand::broker {

// The loop's own.
struct LoopCounters {
  std::uint64_t turns = 0;
  std::uint64_t turns_slow = 0;  // longer than kSlowTurn: something blocked the loop
  std::uint64_t turn_worst_us = 0;
  std::uint64_t dropped_progress = 0;
  std::uint64_t busy_reads = 0;  // results asked for while too many reads were under way
  std::uint64_t busy_replays = 0;
  std::uint64_t busy_latest = 0;  // signals.latest while the collector had enough to do
};
inline constexpr std::chrono::milliseconds kSlowTurn{100};

struct StatusSources {
  const CoreCounters& core;
  const CoreGauges& gauges;
  const FrontendCounters& frontend;
  const WorkerPoolCounters& pool;
  const JournalCounters& journal;
  const CollectorCounts& collector;
  const LoopCounters& loop;
  const AccessControl* access = nullptr;  // null: clients are not authenticated
};

// Fills `gauges` and `counters`, and what the core knows of the rest.
void fill_status(proto::DaemonStatus& status, const StatusSources& sources);

}  // namespace scand::broker
