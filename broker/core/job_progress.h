#pragma once
// How far a job is, as one whole snapshot.

#include "broker/core/job.h"
#include "lib/base/clock.h"
#include "proto/progress.h"

namespace scand::broker {

[[nodiscard]] proto::JobProgress snapshot(const Job& job, base::MonoTime now);

}  // namespace scand::broker
