#pragma once
// The drawn blocks of the human log.

#include <string>

#include "lib/base/clock.h"
#include "proto/scan_request.h"
#include "proto/scan_result.h"

namespace scand::daemon {

[[nodiscard]] std::string start_block(const std::string& job_id, const proto::ScanRequest& request,
                                      base::WallTime accepted);
// Parallel mode: one line. Single mode: one line a stage.
[[nodiscard]] std::string exchange_block(proto::ScanMode mode, const proto::ExchangeDetail& detail);
[[nodiscard]] std::string end_block(const proto::ScanResult& result, base::WallTime finished);

// "binance, okx"
[[nodiscard]] std::string exchange_names(const proto::ScanRequest& request);

}  // namespace scand::daemon
