#pragma once
// Where a job's time went: the contract's "Time", from the instants that the core observed and the
// breakdown that the worker measured. All functions are pure.

#include <string>
#include <vector>

#include "broker/core/commands.h"
#include "lib/base/clock.h"
#include "proto/partial_result.h"
#include "proto/scan_result.h"

namespace scand::broker {

// A task that was already running when the job came counts from the job's acceptance: its earlier
// time was spent for another. Else the duration is the worker's own measure, so that it agrees with
// its breakdown. `filter_seconds` is left 0.
[[nodiscard]] proto::ExchangeDetail detail_of(const command::Part& part,
                                              const proto::PartialResult& partial,
                                              base::MonoTime accepted, std::string name);

// Nobody delivered: the duration runs from the moment a worker took it, or was all queueing. What
// an unheard worker did with its time is not known: the breakdown stays 0.
[[nodiscard]] proto::ExchangeDetail detail_of(const command::Missing& missing,
                                              base::MonoTime accepted, std::string name);

// `parallel`: acceptance to the last partial. `merging`: the collector's time after it.
[[nodiscard]] proto::Performance performance_of(const std::vector<proto::ExchangeDetail>& details,
                                                base::Nanos parallel, base::Nanos merging);

}  // namespace scand::broker
