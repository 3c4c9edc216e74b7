#pragma once
// From a request to the work: what scanning one of its exchanges means, as a key that equal work
// shares, or why that exchange cannot be scanned.

#include "lib/base/clock.h"
#include "lib/base/result.h"
#include "proto/error_kind.h"
#include "proto/scan_request.h"
#include "proto/scan_task.h"

namespace scand::broker {

// Failures: unsupported_timeframe; fatal when the exchange is not known or lacks the market type.
// `candles_at`: the time whose last closed candle counts.
[[nodiscard]] base::Result<proto::TaskKey, proto::Failure> plan_task(
    const proto::ScanRequest& request, const proto::NamedExchange& exchange,
    const proto::ExchangeDirectory& directory, base::WallTime candles_at);

}  // namespace scand::broker
