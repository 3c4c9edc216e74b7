#include "daemon/metrics/metric_table.h"

#include <algorithm>
#include <array>

namespace scand::daemon {
namespace {

constexpr auto C = MetricType::counter, G = MetricType::gauge, H = MetricType::histogram;

// Grouped by what counts them. The page has them in this order.
// clang-format off
constexpr std::array kTable = std::to_array<MetricRow>({
  {"scand_build_info", G, "version", "scand", "Always 1; which build this is."},
  {"scand_start_time_seconds", G, "", "scand", "When the daemon started, Unix time."},
  {"scand_draining", G, "", "core", "1 while scand stops and takes no new jobs."},
  {"scand_last_seq", G, "", "collector", "Sequence number of the newest published result."},
  {"scand_watchdog_age_seconds", G, "loop", "watchdog", "How long ago the loop last began a turn."},

  {"scand_jobs", G, "state", "core", "Unfinished jobs by state: journaling (not acknowledged yet), queued, running, finishing (its result is not on disk yet)."},
  {"scand_jobs_kept", G, "", "core", "Finished jobs whose result can still be fetched."},
  {"scand_jobs_total", C, "outcome", "core", "Finished jobs by final status."},
  {"scand_jobs_accepted_total", C, "", "core", "Jobs acknowledged to a client."},
  {"scand_jobs_restored_total", C, "", "core", "Jobs found unfinished in the journal at start."},
  {"scand_jobs_repeated_total", C, "", "core", "Submits that repeated a known requestId with the same body."},
  {"scand_jobs_abandoned_total", C, "", "core", "Jobs that a stop left in the journal for the next start."},
  {"scand_jobs_forgotten_total", C, "", "core", "Finished jobs that are no longer kept."},
  {"scand_refusals_total", C, "code", "core, frontend", "Requests refused, by the code in the reply."},
  {"scand_waiters", G, "", "core", "Clients that are waiting for a result."},
  {"scand_waits_timed_out_total", C, "", "core", "Waits that ended before the job did."},
  {"scand_tasks", G, "state", "core", "Tasks by state: queued, running, paused (retried a little later)."},
  {"scand_tasks_starving", G, "", "core", "Tasks that could run now if there were a worker: the pool is too small."},
  {"scand_tasks_created_total", C, "", "core", "Tasks created: one for each exchange of a job that no task serves yet."},
  {"scand_tasks_joined_total", C, "", "core", "Exchanges of jobs that were served by another job's task."},
  {"scand_tasks_retried_total", C, "", "core", "Tasks queued again after a lost attempt."},
  {"scand_tasks_paused_total", C, "", "core", "Tasks paused after a failure, to be retried a little later."},
  {"scand_tasks_stopped_total", C, "", "core", "Running tasks that were stopped because no job needed them any more."},
  {"scand_tasks_dropped_total", C, "", "core", "Queued tasks that were dropped because no job needed them any more."},
  {"scand_tasks_expired_total", C, "", "core", "Tasks that were queued until it was too late to start them."},
  {"scand_tasks_short_cut_total", C, "", "core", "Tasks that failed at once because the circuit of their exchange was open."},
  {"scand_circuits_open", G, "", "core", "Open circuits: market types of exchanges that are not called for a while because they fail."},
  {"scand_circuits_opened_total", C, "", "core", "Times that a circuit opened because its exchange failed."},
  {"scand_circuits_closed_total", C, "", "core", "Times that a circuit closed because its exchange answered again."},
  {"scand_attempts_started_total", C, "", "core", "Tasks handed to a worker."},
  {"scand_attempts_failed_total", C, "", "core", "Attempts whose worker reported a failure."},
  {"scand_attempts_lost_total", C, "", "core", "Attempts whose worker threw an exception or did not return."},
  {"scand_stale_answers_total", C, "", "core", "Answers dropped because their attempt had been given up."},
  {"scand_stale_progress_total", C, "", "core", "Progress dropped because its attempt had been given up."},
  {"scand_core_unexpected_total", C, "", "core", "Events that fit no state: a bug in scand, please report it."},

  {"scand_workers", G, "state", "core", "Workers by state: idle, busy."},
  {"scand_worker_threads", G, "", "worker pool", "Worker threads in service."},
  {"scand_workers_stuck", G, "", "worker pool", "Worker threads that did not return and were left behind."},
  {"scand_workers_missing", G, "", "worker pool", "Workers that the pool lost and could not replace."},
  {"scand_workers_replaced_total", C, "", "core", "Workers replaced because they did not return in time."},
  {"scand_worker_messages_bad_total", C, "", "worker pool", "Messages from workers that could not be decoded."},
  {"scand_worker_progress_dropped_total", C, "", "worker pool", "Progress that a worker dropped because its queue was full."},
  {"scand_handlers_failed_total", C, "", "worker pool", "Scans that ended with an exception."},
  {"scand_worker_threads_failed_total", C, "", "worker pool", "Worker threads that ended with an exception."},

  {"scand_requests_total", C, "", "frontend", "Requests from clients over ZeroMQ."},
  {"scand_requests_malformed_total", C, "", "frontend", "Messages dropped because no reply to them could be addressed."},
  {"scand_replies_total", C, "", "frontend", "Replies sent."},
  {"scand_replies_unroutable_total", C, "", "frontend", "Replies lost because the client had gone."},
  {"scand_replies_full_total", C, "", "frontend", "Replies lost because the client does not read."},
  {"scand_replies_unread_total", C, "", "frontend", "Large replies refused as busy because the client has not read earlier ones."},
  {"scand_replies_revoked_total", C, "", "frontend", "Replies withheld because the client's key was revoked meanwhile."},
  {"scand_zap_denied_unlogged_total", C, "", "frontend", "Refused connections that have no log line of their own."},
  {"scand_zap_denied_total", C, "domain", "frontend", "Connections refused by authentication."},

  {"scand_journal_commits_total", C, "", "journal", "Groups of records committed."},
  {"scand_journal_commits_failed_total", C, "", "journal", "Commits that the disk refused."},
  {"scand_journal_jobs_total", C, "", "journal", "Jobs committed."},
  {"scand_journal_results_total", C, "", "journal", "Results committed."},
  {"scand_journal_evicted_total", C, "", "journal", "Results removed to keep the journal within its bounds."},
  {"scand_journal_durable", G, "", "journal", "1 when jobs and results outlive the process."},
  {"scand_journal_failing", G, "", "journal", "1 while the newest commit is a refused one."},
  {"scand_journal_results_kept", G, "", "journal", "Results that the journal holds."},
  {"scand_journal_kept_bytes", G, "", "journal", "Size of the results that the journal holds."},
  {"scand_replay_requests_total", C, "outcome", "journal", "Replays requested, by outcome: answered, too_old, busy. A subscriber requests one after it has missed messages."},
  {"scand_results_replayed_total", C, "", "journal", "Results sent again in replays."},
  {"scand_reads_busy_total", C, "", "broker loop", "Results refused because too many were being read."},
  {"scand_latest_busy_total", C, "", "broker loop", "signals.latest refused because the collector was busy."},

  {"scand_published_total", C, "", "collector", "Messages given to the PUB socket, which may drop them for a slow subscriber."},
  {"scand_publisher_overflows_total", C, "", "collector", "Times that all subscribers were disconnected because slow ones left too much unread."},
  {"scand_publisher_unread_bytes", G, "", "collector", "Results and partials that libzmq holds for slow subscribers."},
  {"scand_results_published_total", C, "", "collector", "Numbered results published."},
  {"scand_results_shortened_total", C, "", "collector", "Results that were too large, so that their weakest signals were left out."},
  {"scand_partials_unreadable_total", C, "", "collector", "Answers from workers that could not be decoded."},
  {"scand_collector_unexpected_total", C, "", "collector", "Commands that fit no job: a bug in scand, please report it."},
  {"scand_latest_replies_dropped_total", C, "", "collector", "Answers to signals.latest that were dropped because the queue was full."},
  {"scand_progress_dropped_total", C, "", "broker loop", "Progress that was not published because the collector was busy."},
  {"scand_broker_turns_total", C, "", "broker loop", "Turns of the broker's loop."},
  {"scand_broker_turns_slow_total", C, "", "broker loop", "Turns that took longer than 100 ms."},
  {"scand_broker_turn_worst_seconds", G, "", "broker loop", "The longest turn since start."},

  {"scand_job_duration_seconds", H, "", "jobs", "From a job's acceptance to its encoded result, however it ended."},
  {"scand_exchange_scan_duration_seconds", H, "exchange", "jobs", "From a worker taking an exchange to its answer, for each job that it served."},
  {"scand_exchange_scans_total", C, "exchange, outcome", "jobs", "Exchanges of jobs, by success or by the kind of the failure."},
  {"scand_exchange_phase_seconds_total", C, "exchange, phase", "jobs", "Where the time of scans went: queue (waiting for a worker, before the scan), limiter, network, compute. The last three phases count once for a task that served several jobs."},
  {"scand_exchange_last_success_timestamp_seconds", G, "exchange", "jobs", "When a scan of the exchange last succeeded, Unix time."},
  {"scand_symbols", G, "exchange, result", "jobs", "Markets in the newest scan: scanned, failed, or why they were skipped. Together they are all listed markets."},
  {"scand_data_age_seconds", G, "exchange, timeframe", "jobs", "Age of the last closed candle in the newest scan, for the market where it was oldest."},
  {"scand_signals_found_total", C, "exchange", "jobs", "Signals found for jobs, before their filters."},
  {"scand_signals_total", C, "exchange, rule", "jobs", "Signals delivered in results, by their label."},

  {"scand_http_requests_total", C, "exchange, endpoint, code", "HTTP client", "Calls sent to exchanges, by route and by status or the reason why there was no answer."},
  {"scand_http_request_duration_seconds", H, "exchange", "HTTP client", "From the start of a call, with connecting, to its end."},
  {"scand_http_retries_total", C, "exchange", "HTTP client", "Calls that were retries."},
  {"scand_http_received_bytes_total", C, "exchange", "HTTP client", "Bytes received in answers, before decompression."},

  {"scand_gateway_requests_total", C, "route, class", "gateway", "HTTP requests answered, by route and by class of the status; the route none: no such path."},
  {"scand_gateway_requests_in_flight", G, "", "gateway", "HTTP requests in flight, waiting ones included."},
  {"scand_gateway_refused_total", C, "kind", "gateway", "What the HTTP server refused by itself: connections beyond their bound (connections, connections_of_address), requests beyond theirs (requests_in_flight), unauthorized (no known token), invalid (malformed or too large)."},
  {"scand_gateway_timeouts_total", C, "wait", "gateway", "HTTP connections that ended because something did not come in time: first_byte, header, body, idle (the next request), write (the client does not read)."},
  {"scand_gateway_connections", G, "", "gateway", "HTTP connections that are open."},
  {"scand_gateway_connections_accepted_total", C, "", "gateway", "HTTP connections accepted."},
  {"scand_gateway_connections_broken_total", C, "", "gateway", "HTTP connections that broke during a request or an answer."},
  {"scand_gateway_accept_failures_total", C, "", "gateway", "Times that the machine had no file descriptor or memory for one more HTTP connection."},
  {"scand_gateway_answers_unwanted_total", C, "", "gateway", "Answers whose HTTP client had disconnected."},
  {"scand_gateway_answers_compressed_total", C, "", "gateway", "Answers sent compressed."},
  {"scand_gateway_received_bytes_total", C, "", "gateway", "Bytes received from HTTP clients."},
  {"scand_gateway_sent_bytes_total", C, "", "gateway", "Bytes sent to HTTP clients."},
  {"scand_gateway_faults_total", C, "", "gateway", "Requests or connections lost to a bug in scand, please report it."},
  {"scand_gateway_questions", G, "", "gateway", "Requests of the gateway to the broker that are in flight."},
  {"scand_gateway_questions_total", C, "", "gateway", "Requests that the gateway sent to the broker."},
  {"scand_gateway_questions_failed_total", C, "kind", "gateway", "Requests to the broker that ended without an answer: full (too many in flight), unanswered in time, unreadable."},
  {"scand_gateway_answers_late_total", C, "", "gateway", "Answers from the broker that came too late for their HTTP request."},
  {"scand_gateway_cache_reads_total", C, "result", "gateway", "Finished scans looked up in the gateway's cache: hit, miss."},
  {"scand_gateway_cache_dropped_total", C, "", "gateway", "Scans dropped to keep the cache within its bounds."},
  {"scand_gateway_cache_scans", G, "", "gateway", "Scans in the cache."},
  {"scand_gateway_cache_bytes", G, "form", "gateway", "Size of the scans in the cache, plain and compressed."},

  {"scand_rate_budget_used_ratio", G, "exchange, budget, bucket", "limiter", "How much of its allowed units scand has used in the bucket's window; 1 is all. Exchanges that share a budget show the same."},
  {"scand_rate_budget_limit_units", G, "exchange, budget, bucket", "limiter", "The limit that the exchange publishes for the bucket's window."},
  {"scand_rate_budget_allowed_units", G, "exchange, budget, bucket", "limiter", "How much of the limit scand may use now."},
  {"scand_rate_hold_seconds", G, "exchange, budget", "limiter", "How long calls are still held back because the exchange said so; 0: they are not."},
  {"scand_rate_phase", G, "exchange, budget, phase", "limiter", "1 for the phase of the budget: open, throttled, banned, probing."},
  {"scand_rate_share_factor", G, "exchange, budget", "limiter", "Below 1 after the exchange has answered 'too many requests' again and again."},
  {"scand_rate_granted_total", C, "exchange, budget", "limiter", "Calls that the limiter granted."},
  {"scand_rate_refused_total", C, "exchange, budget", "limiter", "Times that the limiter made a call wait."},
  {"scand_rate_holds_total", C, "exchange, budget", "limiter", "Holds of any kind that the exchange imposed."},
  {"scand_bans_total", C, "exchange, budget", "limiter", "Holds because the exchange banned our address."},
});
// clang-format on

}  // namespace

std::string_view name(MetricType type) {
  switch (type) {
    case C:
      return "counter";
    case G:
      return "gauge";
    default:
      return "histogram";
  }
}

std::span<const MetricRow> metric_table() {
  return kTable;
}

const MetricRow* find_metric(std::string_view name) {
  const auto found = std::ranges::find(kTable, name, &MetricRow::name);
  return found == kTable.end() ? nullptr : &*found;
}

}  // namespace scand::daemon
