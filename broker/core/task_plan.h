#pragma once
// From a request to work: the TaskKey that says how one exchange of the request is to be
// scanned, or the reason why it cannot be. Requests that mean the same work get equal keys, so
// they share a task. Pure.

#include "lib/base/clock.h"
#include "lib/base/result.h"
#include "proto/error_kind.h"
#include "proto/scan_request.h"
#include "proto/scan_task.h"

namespace scand::broker {

// `candles_at`: the scan uses candles that were closed by this time. Fails with
// unsupported_timeframe; or with fatal, when the exchange is unknown or lacks the market type.
[[nodiscard]] base::Result<proto::TaskKey, proto::Failure> plan_task(
    const proto::ScanRequest& request, const proto::NamedExchange& exchange,
    const proto::ExchangeDirectory& directory, base::WallTime candles_at);

}  // namespace scand::broker
