#pragma once
// Makes the scanner of a worker from what all workers share (descriptors, budgets, rules, clock)
// and what each has for itself (its connections).

#include <map>
#include <memory>
#include <string>

#include "lib/exchange/registry.h"
#include "lib/http/client.h"
#include "lib/rate/limiter.h"
#include "lib/scan/exchange_scan.h"
#include "lib/scan/scanner.h"

namespace scand::lib {

// By exchange id; exchanges of one budget group share one limiter.
using LimitersByExchange = std::map<std::string, std::shared_ptr<rate::Limiter>, std::less<>>;

// Shared by all scanners, read-only except for `calls`. Everything it points to must outlive them.
struct ScannerSetup {
  const exchange::Registry* exchanges = nullptr;
  const LimitersByExchange* limiters = nullptr;  // one for each exchange of the registry
  const base::Clock* clock = nullptr;
  ScanRules rules;
  CallCounts* calls = nullptr;  // may be null; thread-safe
};

// For one worker thread; `client` becomes its own. `setup` must outlive the scanner.
[[nodiscard]] std::unique_ptr<ExchangeScanner> make_scanner(const ScannerSetup& setup,
                                                            std::unique_ptr<http::Client> client);

}  // namespace scand::lib
