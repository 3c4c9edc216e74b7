#include "broker/core/job_outcome.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace scand::broker {
namespace {

using proto::ErrorKind;
using proto::Failure;
using proto::JobStatus;

// All messages, under the kind of the first.
Failure all_failed(const Job& job) {
  Failure failure{ErrorKind::internal, {}};
  for (const JobExchange& exchange : job.exchanges) {
    if (!exchange.failure) continue;
    if (failure.message.empty()) failure.kind = exchange.failure->kind;
    fmt::format_to(std::back_inserter(failure.message), "{}{}", failure.message.empty() ? "" : "; ",
                   exchange.failure->message);
  }
  if (job.exchanges.size() > 1) {
    failure.message =
        fmt::format("all {} exchanges failed: {}", job.exchanges.size(), failure.message);
  }
  return failure;
}

}  // namespace

JobStatus final_status(const Job& job, bool cancelled) {
  if (cancelled) return JobStatus::cancelled;
  const auto done =
      std::ranges::count(job.exchanges, JobExchange::State::done, &JobExchange::state);
  if (done == std::ssize(job.exchanges)) return JobStatus::complete;
  if (done > 0) return JobStatus::partial;
  return job.hit_deadline ? JobStatus::timeout : JobStatus::failed;
}

std::optional<Failure> final_failure(const Job& job, JobStatus status) {
  if (status == JobStatus::failed) return all_failed(job);
  if (status != JobStatus::timeout) return std::nullopt;
  return Failure{ErrorKind::timeout,
                 fmt::format("none of {} exchanges answered within the job's deadline of {} s; "
                             "raise deadlineSeconds, or lower topN",
                             job.exchanges.size(), job.request->deadline_seconds)};
}

// Three cases, because the advice differs: between two attempts, never started, running.
Failure missed_deadline(const Job& job, const JobExchange& exchange, base::MonoTime now) {
  const double deadline = job.request->deadline_seconds;
  if (!exchange.started && exchange.attempts > 0) {
    return {ErrorKind::timeout,
            fmt::format("{}: not done within the job's deadline of {} s; attempt {} had no "
                        "result and the next had not started; raise deadlineSeconds",
                        exchange.name, deadline, exchange.attempts)};
  }
  if (!exchange.started) {
    return {ErrorKind::timeout,
            fmt::format("{}: no worker was free for it within the job's deadline of {} s; raise "
                        "deadlineSeconds or the number of workers",
                        exchange.name, deadline)};
  }
  return {ErrorKind::timeout,
          fmt::format("{}: not done within the job's deadline of {} s, after running for {:.1f} s; "
                      "raise deadlineSeconds, or lower topN",
                      exchange.name, deadline, base::seconds(now - *exchange.started))};
}

Failure worker_lost(const JobExchange& exchange, const std::string& last) {
  return {ErrorKind::worker_lost,
          fmt::format(
              "{}: given up after {} attempts, all of which lost their worker, the last because "
              "{}; this is a fault of scand: see its log",
              exchange.name, exchange.attempts, last.empty() ? "it stopped" : last)};
}

Failure empty_answer(const JobExchange& exchange) {
  return {ErrorKind::internal,
          fmt::format("{}: its worker answered without a result; this is a fault of scand",
                      exchange.name)};
}

Failure with_name(const JobExchange& exchange, const Failure& failure) {
  return {failure.kind, fmt::format("{}: {}", exchange.name, failure.message)};
}

}  // namespace scand::broker
