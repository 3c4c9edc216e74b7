#pragma once
// Parses the part of a request that says which markets to scan: `symbols`, `quote`, `topN` and
// `minVolumeUsd`. SPEC.md, "scan.submit".

#include <string>
#include <vector>

#include "proto/request/request_fields.h"
#include "proto/scan_request.h"

namespace scand::proto {

// Call it after parse_exchanges(): symbols have to fit the market types of the exchanges. A fault
// goes to `fields`.
void parse_universe(RequestFields& fields, const ExchangeDirectory& directory,
                    ScanRequest& request);

}  // namespace scand::proto
