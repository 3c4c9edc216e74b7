#pragma once
// Parses a client's scan.submit, whether it came as msgpack or JSON, into a ScanRequest: checks
// types and ranges, resolves names, fills in defaults. SPEC.md, "scan.submit". A refusal names the
// field, what was given and what is allowed.

#include <cstdint>
#include <string>
#include <vector>

#include "lib/base/result.h"
#include "proto/encoding/value.h"
#include "proto/messages.h"
#include "proto/scan_request.h"

namespace scand::proto {

// The values of fields that a request leaves out; from the configuration.
struct RequestDefaults {
  std::string exchange = "binance";  // empty: a request has to name one
  double min_volume_usd = 100'000;
  double deadline_seconds = 120;
  std::uint32_t limit = 1000;
  std::vector<std::string> quotes{"USDT", "USDC", "USD"};
  bool strict = false;  // refuse unknown fields instead of listing them in the result
};

// `request` is the map of the fields; envelope fields in it are skipped. A pure function.
[[nodiscard]] base::Result<ScanRequest, Refusal> parse_scan_request(
    const Value& request, const ExchangeDirectory& directory, const RequestDefaults& defaults);

}  // namespace scand::proto
