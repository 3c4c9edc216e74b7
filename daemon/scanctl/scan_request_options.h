#pragma once
// The options of `scanctl scan` that make up the request. What is not given is not sent, so that
// the daemon's own defaults hold; what a value may be is the daemon's to say, in one place.

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

// The fields of scan.submit. One exchange is single mode unless `parallel`; several are parallel
// mode. `top_n` holds numbers ("150") or, by exchange, "kraken=40". The error says what to write.
struct OptionFault {
  std::string message;
};
[[nodiscard]] base::Result<proto::Value, OptionFault> scan_fields(
    const ScanRequestOptions& options);

}  // namespace scand::daemon
