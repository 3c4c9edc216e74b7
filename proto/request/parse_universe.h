#pragma once
// The part of a request that says which markets to scan: `symbols`, `quote`, `topN`,
// `minVolumeUsd`.

#include <string>
#include <vector>

#include "proto/request/request_fields.h"
#include "proto/scan_request.h"

namespace scand::proto {

// After parse_exchanges(): symbols have to fit the market types of the named exchanges.
void parse_universe(FieldReader& fields, const ExchangeDirectory& directory, ScanRequest& request);

}  // namespace scand::proto
