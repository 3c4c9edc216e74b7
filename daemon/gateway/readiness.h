#pragma once
// Whether scand can take jobs, and if not, why. Pure.

#include <string>
#include <vector>

#include "daemon/http/message.h"
#include "lib/base/clock.h"
#include "proto/daemon_status.h"

namespace scand::daemon::gateway {

// The broker's state.
struct BrokerHealth {
  proto::DaemonStatus status;
  base::Nanos silent{0};  // since its thread last began a turn
};

struct NotReady {
  std::string check;   // "draining", "journal", "workers", "broker"
  std::string detail;  // what is wrong, and what to do
};

// The reasons against; empty: scand can take jobs.
[[nodiscard]] std::vector<NotReady> not_ready(const BrokerHealth& health);

// The answer to GET /health/ready: 200, or 503 with every reason.
[[nodiscard]] http::Response readiness_response(const std::vector<NotReady>& reasons);

}  // namespace scand::daemon::gateway
