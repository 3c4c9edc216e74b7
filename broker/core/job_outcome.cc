#include "broker/core/job_outcome.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace scand::broker {
namespace {

using proto::ErrorKind;
using proto::Failure;
using proto::JobStatus;

Failure all_failed(const Job& job) {
  Failure failure{ErrorKind::internal, {}};
  for (const JobExchange& one : job.exchanges) {
    if (!one.failure) continue;
    if (failure.message.empty()) failure.kind = one.failure->kind;
    fmt::format_to(std::back_inserter(failure.message), "{}{}", failure.message.empty() ? "" : "; ",
                   one.failure->message);
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
  const auto done = std::count_if(job.exchanges.begin(), job.exchanges.end(), [](const auto& one) {
    return one.state == JobExchange::State::done;
  });
  if (done == std::ssize(job.exchanges)) return JobStatus::complete;
  if (done > 0) return JobStatus::partial;
  return job.deadline_cut ? JobStatus::timeout : JobStatus::failed;
}

std::optional<Failure> final_failure(const Job& job, JobStatus status) {
  if (status == JobStatus::failed) return all_failed(job);
  if (status != JobStatus::timeout) return std::nullopt;
  return Failure{ErrorKind::timeout,
                 fmt::format("none of {} exchanges answered within the job's deadline of {} s; "
                             "raise deadlineSeconds, or lower topN",
                             job.exchanges.size(), job.request->deadline_seconds)};
}

Failure missed_deadline(const Job& job, const JobExchange& exchange, base::MonoTime now) {
  const double deadline = job.request->deadline_seconds;
  if (!exchange.started && exchange.attempts > 0) {
    return {
        ErrorKind::timeout,
        fmt::format("{}: not done within the job's deadline of {} s; attempt {} brought nothing "
                    "and the next had not begun; raise deadlineSeconds",
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
          fmt::format("{}: given up after {} attempts, each lost with its worker, the last because "
                      "{}; this is a fault of scand: its log says more",
                      exchange.name, exchange.attempts, last.empty() ? "it stopped" : last)};
}

Failure empty_answer(const JobExchange& exchange) {
  return {ErrorKind::internal,
          fmt::format("{}: its worker answered without a result; this is a fault of scand",
                      exchange.name)};
}

Failure in_name_of(const JobExchange& exchange, const Failure& why) {
  return {why.kind, fmt::format("{}: {}", exchange.name, why.message)};
}

}  // namespace scand::broker
