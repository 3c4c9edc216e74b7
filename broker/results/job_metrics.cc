#include "broker/results/job_metrics.h"

#include <algorithm>
#include <utility>

namespace scand::broker {
namespace {

double seconds_of(std::int64_t ns) {
  return base::seconds(base::Nanos(ns));
}

double seconds_between(base::MonoTime from, base::MonoTime to) {
  return base::seconds(std::max(to - from, base::Nanos(0)));
}

void set_times(proto::ExchangeDetail& detail, const command::Part& part,
               const proto::TaskTiming& timing, base::MonoTime accepted) {
  if (part.task_started < accepted) {  // it began earlier, for another job
    detail.duration_seconds = seconds_between(accepted, part.arrived);
  } else {
    detail.duration_seconds = seconds_of(timing.duration_ns);
    detail.queue_seconds = seconds_between(accepted, part.task_started);
  }
  detail.init_seconds = seconds_of(timing.init_ns);
  detail.scan_seconds = seconds_of(timing.scan_ns);
  detail.rate_limit_wait_seconds = seconds_of(timing.limiter_ns);
  detail.network_seconds = seconds_of(timing.network_ns);
  detail.compute_seconds = seconds_of(timing.compute_ns);
}

}  // namespace

proto::ExchangeDetail detail_of(const command::Part& part, const proto::PartialResult& partial,
                                base::MonoTime accepted, std::string name) {
  proto::ExchangeDetail detail;
  detail.name = std::move(name);
  detail.failure = partial.failure;
  detail.signals_found = static_cast<std::uint32_t>(partial.signals.size());
  detail.markets = partial.markets;
  detail.traffic = partial.traffic;
  detail.attempts = part.attempts;
  detail.data_age_seconds = partial.data_age_seconds;
  detail.shared = part.shared;
  set_times(detail, part, partial.timing, accepted);
  return detail;
}

proto::ExchangeDetail detail_of(const command::Missing& missing, base::MonoTime accepted,
                                std::string name) {
  proto::ExchangeDetail detail;
  detail.name = std::move(name);
  detail.failure = missing.failure;
  detail.attempts = missing.attempts;
  if (missing.task_started) {
    detail.queue_seconds = seconds_between(accepted, *missing.task_started);
    detail.duration_seconds =
        seconds_between(std::max(accepted, *missing.task_started), missing.at);
  } else {
    detail.queue_seconds = seconds_between(accepted, missing.at);
  }
  return detail;
}

proto::Performance performance_of(const std::vector<proto::ExchangeDetail>& details,
                                  base::Nanos parallel, base::Nanos merging) {
  proto::Performance performance;
  performance.parallel_duration = base::seconds(std::max(parallel, base::Nanos(0)));
  performance.filtering_seconds = base::seconds(merging);
  for (const proto::ExchangeDetail& detail : details) {
    performance.sequential_duration_estimated += detail.duration_seconds;
    performance.filtering_seconds += detail.filter_seconds;
    ++(detail.failure ? performance.failed_scans : performance.successful_scans);
  }
  if (performance.parallel_duration > 0)
    performance.speedup = performance.sequential_duration_estimated / performance.parallel_duration;
  performance.time_saved_seconds =
      performance.sequential_duration_estimated - performance.parallel_duration;
  return performance;
}

}  // namespace scand::broker
