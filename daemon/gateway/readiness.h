#pragma once
// Whether scand can take jobs, and if not, why. Pure.

#include <string>
#include <vector>

#include "daemon/gateway/http_message.h"
#include "lib/base/clock.h"
#include "proto/daemon_status.h"

namespace scand::daemon::gateway {

// What the broker says of itself.
struct BrokerHealth {
  proto::DaemonStatus status;
  base::Nanos silent{0};  // since its thread last began a turn
};

struct NotReady {
  std::string check;   // "draining", "journal", "workers", "broker"
  std::string detail;  // what is wrong, and what to do
};

// Empty: it can.
[[nodiscard]] std::vector<NotReady> not_ready(const BrokerHealth& health);

// To GET /health/ready: 200, or 503 with every reason.
[[nodiscard]] Response readiness_response(const std::vector<NotReady>& reasons);

}  // namespace scand::daemon::gateway
