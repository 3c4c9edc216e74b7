#pragma once
// Draws the blocks that the log shows to people: 80 columns, one at the start and one at the end of
// a job, and lines for its exchanges in between. Pure. Text from exchanges is made printable here,
// so it cannot draw lines of its own.

#include <string>

#include "lib/base/clock.h"
#include "proto/scan_request.h"
#include "proto/scan_result.h"

namespace scand::daemon {

[[nodiscard]] std::string start_block(const std::string& job_id, const proto::ScanRequest& request,
                                      base::WallTime accepted);
// In parallel mode one line; in single mode one line for each stage. A failed exchange has one
// line.
[[nodiscard]] std::string exchange_block(proto::ScanMode mode, const proto::ExchangeDetail& detail);
[[nodiscard]] std::string end_block(const proto::ScanResult& result, base::WallTime finished);

// The names of the exchanges, as in "binance, okx".
[[nodiscard]] std::string exchange_names(const proto::ScanRequest& request);

}  // namespace scand::daemon
