#pragma once
// Turns the numbers of the daemon's status into metrics. A number without a rule of its own
// appears, too: the counter `x` as scand_x_total, the gauge `x` as scand_x.

#include <string_view>

#include "daemon/metrics/sample.h"
#include "proto/daemon_status.h"

namespace scand::daemon {

[[nodiscard]] Sample counter_sample(std::string_view key, std::uint64_t value);
[[nodiscard]] Sample gauge_sample(std::string_view key, std::uint64_t value);

// All of the status: its counters and gauges, and version, start time and so on.
void add_status(Samples& out, const proto::DaemonStatus& status);

}  // namespace scand::daemon
