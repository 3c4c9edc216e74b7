#pragma once
// Where a job's time went: the times and durations of proto/SPEC.md, computed from the instants
// that the core observed and from the breakdown that the worker measured. Seconds throughout. All
// functions are pure.

#include <string>
#include <vector>

#include "broker/core/commands.h"
#include "lib/base/clock.h"
#include "proto/partial_result.h"
#include "proto/scan_result.h"

namespace scand::broker {

// An exchange that delivered, or failed by itself. The duration is the worker's own measurement, so
// that it agrees with its breakdown. But if the task was running before the job was accepted, the
// duration counts from the acceptance: the time before was spent for another job. `name`: the
// exchange as the client spelled it. `filter_seconds` stays 0; the collector sets it.
[[nodiscard]] proto::ExchangeDetail detail_of(const command::Part& part,
                                              const proto::PartialResult& partial,
                                              base::MonoTime accepted, std::string name);

// An exchange that has no partial result. The duration counts from the moment a worker took the
// task; if none did, all the time was queueing. The breakdown stays 0, because a worker that did
// not answer did not report one.
[[nodiscard]] proto::ExchangeDetail detail_of(const command::Missing& missing,
                                              base::MonoTime accepted, std::string name);

// The job's totals. `parallel`: from acceptance to the last share. `merging`: what the collector
// spent on the merge after it. The speed-up is unset when no time passed.
[[nodiscard]] proto::Performance performance_of(const std::vector<proto::ExchangeDetail>& details,
                                                base::Nanos parallel, base::Nanos merging);

}  // namespace scand::broker
