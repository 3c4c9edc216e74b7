#pragma once
// An HTTP request to what is asked of the broker. Pure; nothing that a client sends throws. The
// fields themselves are judged by the broker, once for every way in: here it is only whether they
// can be read.

#include <chrono>
#include <optional>
#include <string>

#include "daemon/gateway/http_message.h"
#include "daemon/gateway/problem.h"
#include "lib/base/result.h"
#include "proto/encoding/value.h"

namespace scand::daemon::gateway {

struct ScanOrder {
  proto::Value body;  // of scan.submit
  // How long the client waits for the result; 0: not at all; nullopt: until the job's end.
  std::optional<std::chrono::milliseconds> wait;
  std::string
      applied;  // Preference-Applied, should the answer come before the result; may be empty
};

// POST /api/scanner/scan.
[[nodiscard]] base::Result<ScanOrder, Problem> read_scan_order(const Request& request);

// GET /api/scanner/signals: the body of signals.latest.
[[nodiscard]] proto::Value read_signals_query(const Request& request);

// 422: the field, and what is wrong with it.
[[nodiscard]] Problem field_problem(std::string field, std::string message);

}  // namespace scand::daemon::gateway
