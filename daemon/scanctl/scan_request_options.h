#pragma once
// The options of `scanctl scan` that make up the request. An option that is not given is not sent,
// so the daemon's defaults apply. The daemon checks the values, so that the rules are in one place.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/result.h"
#include "proto/encoding/value.h"

namespace CLI {
class App;
}

namespace scand::daemon {

struct ScanRequestOptions {
  std::vector<std::string> exchanges, symbols, quotes, top_n;
  bool single = false, parallel = false, quick = false;
  std::optional<std::string> timeframe, signal, market, request_id, priority;
  std::optional<double> min_strength, min_volume_usd, deadline_seconds;
  std::optional<std::uint64_t> limit;
};

void add_scan_request_options(CLI::App& command, ScanRequestOptions& options);

// Makes the fields of scan.submit. One exchange means single mode unless `parallel` is set; several
// mean parallel mode. `top_n` holds a number ("150"), or numbers by exchange ("kraken=40"). The
// error says what is allowed.
struct OptionFault {
  std::string message;
};
[[nodiscard]] base::Result<proto::Value, OptionFault> scan_fields(
    const ScanRequestOptions& options);

}  // namespace scand::daemon
