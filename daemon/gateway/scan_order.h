#pragma once
// Turns an HTTP request into the body of a question to the broker. Pure; no input throws. Only the
// syntax is checked here: the broker validates the fields, for ZeroMQ and HTTP alike.

#include <chrono>
#include <optional>
#include <string>

#include "daemon/gateway/problem.h"
#include "daemon/http/message.h"
#include "lib/base/result.h"
#include "proto/encoding/value.h"

namespace scand::daemon::gateway {

struct ScanOrder {
  proto::Value body;  // of scan.submit
  // How long the client waits for the result; 0: not at all; nullopt: until the job ends.
  std::optional<std::chrono::milliseconds> wait;
  // Preference-Applied, for an answer that comes before the result; may be empty.
  std::string applied;
};

// POST /api/scanner/scan.
[[nodiscard]] base::Result<ScanOrder, Problem> read_scan_order(const http::Request& request);

// GET /api/scanner/signals: the body of signals.latest.
[[nodiscard]] proto::Value read_signals_query(const http::Request& request);

// 422 for one field.
[[nodiscard]] Problem field_problem(std::string field, std::string message);

}  // namespace scand::daemon::gateway
