#pragma once
// The numbers of the daemon's status as metrics. A number that no rule names appears all the same:
// the counter `x` as scand_x_total, the gauge `x` as scand_x.

#include <string_view>

#include "daemon/metrics/sample.h"
#include "proto/daemon_status.h"

namespace scand::daemon {

[[nodiscard]] Sample counter_sample(std::string_view key, std::uint64_t value);
[[nodiscard]] Sample gauge_sample(std::string_view key, std::uint64_t value);

// What the status says of the daemon itself, too.
void add_status(Samples& out, const proto::DaemonStatus& status);

}  // namespace scand::daemon
