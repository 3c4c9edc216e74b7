#pragma once
// A client's scan request, from msgpack or JSON, to a ScanRequest: types, ranges, names, defaults
// (SPEC.md, "scan.submit"). A refusal names the field, what was given and what is allowed.

#include <cstdint>
#include <string>
#include <vector>

#include "lib/base/result.h"
#include "proto/encoding/value.h"
#include "proto/messages.h"
#include "proto/scan_request.h"

namespace scand::proto {

// What a request that says nothing gets; from the configuration.
struct RequestDefaults {
  std::string exchange = "binance";  // of a request that names none; empty: it has to name one
  double min_volume_usd = 100'000;
  double deadline_seconds = 120;
  std::uint32_t limit = 1000;
  std::vector<std::string> quotes{"USDT", "USDC", "USD"};
  bool strict = false;  // refuse unknown fields, rather than list them
};

// `request` is the map of the fields; envelope fields in it are skipped. Pure.
[[nodiscard]] base::Result<ScanRequest, Refusal> parse_scan_request(
    const Value& request, const ExchangeDirectory& directory, const RequestDefaults& defaults);

}  // namespace scand::proto
