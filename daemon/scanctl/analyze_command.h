#pragma once
// scanctl analyze FILE.csv: what scand would say of these candles.

#include <string>

#include "daemon/scanctl/console.h"

namespace scand::daemon {

struct AnalyzeOptions {
  std::string file;  // "-": standard input
  std::string timeframe = "medium";
  bool quick = false;
};

// Prints one JSON object: the contract's signal and the unrounded `score`. Returns the exit code.
[[nodiscard]] int analyze(const AnalyzeOptions& options, Console& console);

}  // namespace scand::daemon
