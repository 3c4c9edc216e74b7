#pragma once
// scanctl analyze FILE.csv: the analysis that scand would make of these candles.

#include <string>

#include "daemon/scanctl/console.h"

namespace scand::daemon {

struct AnalyzeOptions {
  std::string file;  // "-": standard input
  std::string timeframe = "medium";
  bool quick = false;
};

// Prints one JSON object: a signal as in SPEC.md and the unrounded `score`. Returns the exit code.
[[nodiscard]] int analyze(const AnalyzeOptions& options, Console& console);

}  // namespace scand::daemon
