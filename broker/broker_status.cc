#include "broker/broker_status.h"

#include <string_view>

#include "proto/messages.h"
#include "proto/scan_result.h"

namespace scand::broker {
namespace {

using Numbers = std::map<std::string, std::uint64_t>;

// Adds an array indexed by the enum Name, one entry for each enumerator.
template <class Name, std::size_t Count>
void add_by_name(Numbers& out, std::string_view prefix,
                 const std::array<std::uint64_t, Count>& counts) {
  for (std::size_t i = 0; i < Count; ++i)
    out[std::string(prefix) + std::string(name(static_cast<Name>(i)))] += counts[i];
}

void add_core(Numbers& out, const CoreCounters& core) {
  out["jobs_accepted"] = core.jobs_accepted;
  out["jobs_restored"] = core.jobs_restored;
  out["jobs_repeated"] = core.jobs_repeated;
  out["jobs_abandoned"] = core.jobs_abandoned;
  out["jobs_forgotten"] = core.jobs_forgotten;
  out["tasks_created"] = core.tasks_created;
  out["tasks_joined"] = core.tasks_joined;
  out["attempts_started"] = core.attempts_started;
  out["attempts_lost"] = core.attempts_lost;
  out["attempts_failed"] = core.attempts_failed;
  out["tasks_retried"] = core.tasks_retried;
  out["tasks_paused_total"] = core.tasks_paused;
  out["tasks_stopped"] = core.tasks_stopped;
  out["tasks_dropped"] = core.tasks_dropped;
  out["tasks_short_cut"] = core.tasks_short_cut;
  out["circuits_opened"] = core.circuits_opened;
  out["circuits_closed"] = core.circuits_closed;
  out["tasks_expired"] = core.tasks_expired;
  out["workers_replaced"] = core.workers_replaced;
  out["stale_answers"] = core.stale_answers;
  out["stale_progress"] = core.stale_progress;
  out["waits_timed_out"] = core.waits_timed_out;
  out["core_unexpected"] = core.unexpected;
  for (std::size_t i = 0; i < core.finished.size(); ++i) {
    const auto status = static_cast<proto::JobStatus>(i);
    if (proto::terminal(status)) out["jobs_" + std::string(name(status))] = core.finished[i];
  }
}

// Everything around the core.
void add_shells(Numbers& out, const StatusSources& sources) {
  out["requests"] = sources.frontend.requests;
  out["requests_malformed"] = sources.frontend.malformed;
  out["replies"] = sources.frontend.replies;
  out["replies_unroutable"] = sources.frontend.replies_unroutable;
  out["replies_full"] = sources.frontend.replies_full;
  out["replies_unread"] = sources.frontend.replies_unread;
  out["replies_revoked"] = sources.frontend.replies_revoked;
  out["worker_messages_bad"] = sources.pool.messages_bad;
  out["worker_progress_dropped"] = sources.pool.progress_dropped;
  out["handlers_failed"] = sources.pool.handlers_failed;
  out["worker_threads_failed"] = sources.pool.threads_failed;
  out["journal_commits"] = sources.journal.commits;
  out["journal_commits_failed"] = sources.journal.commits_failed;
  out["journal_jobs"] = sources.journal.jobs;
  out["journal_results"] = sources.journal.results;
  out["journal_evicted"] = sources.journal.evicted;
  out["replays"] = sources.journal.replays;
  out["replays_too_old"] = sources.journal.replays_too_old;
  out["results_replayed"] = sources.journal.results_replayed;
  out["published"] = sources.collector.published;
  out["results_published"] = sources.collector.results_published;
  out["publisher_overflows"] = sources.collector.overflows;
  out["results_shortened"] = sources.collector.results_shortened;
  out["partials_unreadable"] = sources.collector.partials_unreadable;
  out["collector_unexpected"] = sources.collector.unexpected;
  out["latest_replies_dropped"] = sources.collector.replies_dropped;
  out["progress_dropped"] = sources.loop.dropped_progress;
  out["reads_busy"] = sources.loop.busy_reads;
  out["replays_busy"] = sources.loop.busy_replays;
  out["latest_busy"] = sources.loop.busy_latest;
  out["broker_turns"] = sources.loop.turns;
  out["broker_turns_slow"] = sources.loop.turns_slow;
}

void add_gauges(Numbers& out, const StatusSources& sources) {
  const CoreGauges& gauges = sources.gauges;
  out["jobs_journaling"] = gauges.jobs_journaling;
  out["jobs_queued"] = gauges.jobs_queued;
  out["jobs_running"] = gauges.jobs_running;
  out["jobs_finishing"] = gauges.jobs_finishing;
  out["jobs_kept"] = gauges.jobs_kept;
  out["waiters"] = gauges.waiters;
  out["tasks_queued"] = gauges.tasks_queued;
  out["tasks_running"] = gauges.tasks_running;
  out["tasks_paused"] = gauges.tasks_paused;
  out["tasks_starving"] = gauges.tasks_starving;
  out["circuits_open"] = gauges.circuits_open;
  out["workers_idle"] = gauges.workers_idle;
  out["workers_busy"] = gauges.workers_busy;
  out["workers"] = sources.pool.workers;
  out["workers_stuck"] = sources.pool.stuck;
  out["workers_missing"] = sources.pool.places_empty;
  out["journal_durable"] = sources.journal.durable ? 1 : 0;
  out["journal_failing"] = sources.journal.failing ? 1 : 0;
  out["journal_results_kept"] = sources.journal.results_kept;
  out["journal_bytes_kept"] = sources.journal.bytes_kept;
  out["publisher_unread_bytes"] = sources.collector.unread_bytes;
  out["broker_turn_worst_us"] = sources.loop.turn_worst_us;
}

void add_access(Numbers& out, const AccessControl& access) {
  const AccessCounters counts = access.counters();
  out["zap_denied_frontend"] = counts.frontend_denied;
  out["zap_denied_publisher"] = counts.publisher_denied;
  out["zap_denied_unlogged"] = counts.unlogged;
}

}  // namespace

void fill_status(proto::DaemonStatus& status, const StatusSources& sources) {
  status.draining = sources.gauges.draining;
  status.last_seq = sources.collector.last_seq;
  add_gauges(status.gauges, sources);
  add_core(status.counters, sources.core);
  add_shells(status.counters, sources);
  if (sources.access != nullptr) add_access(status.counters, *sources.access);
  // A client cannot tell whether the frontend or the core refused it, so the counts are added.
  add_by_name<proto::RefusalCode>(status.counters, "refused_", sources.core.refused);
  add_by_name<proto::RefusalCode>(status.counters, "refused_", sources.frontend.refused);
}

}  // namespace scand::broker
