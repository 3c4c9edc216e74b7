#pragma once
// Which resource a request is for, and whether its client may do that. Pure.

#include <cstdint>
#include <string>
#include <variant>

#include "daemon/gateway/http_message.h"

namespace scand::daemon::gateway {

enum class Resource : std::uint8_t {
  scan,       // POST /api/scanner/scan
  job,        // GET, DELETE /api/scanner/scans/{job_id}
  signals,    // GET /api/scanner/signals
  status,     // GET /api/scanner/status
  exchanges,  // GET /api/scanner/exchanges
  health,     // GET /health
  ready,      // GET /health/ready
  metrics,    // GET /metrics
  openapi,    // GET /openapi.json
  version     // GET /version
};

struct Route {
  Resource resource;
  std::string job_id;  // of a job
};

// Where the request leads; or the answer that ends it here: 404, 405 and OPTIONS with `Allow`, 403,
// 406.
[[nodiscard]] std::variant<Route, Response> route(const Request& request);

}  // namespace scand::daemon::gateway
