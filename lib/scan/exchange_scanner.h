#pragma once
// Makes the scanners that workers hold: what is shared by all (descriptors, budgets, rules, clock)
// and what is each worker's own (connections, a JSON reader).

#include <memory>

#include "lib/exchange/registry.h"
#include "lib/http/client.h"
#include "lib/rate/registry.h"
#include "lib/scan/exchange_scan.h"
#include "lib/scan/scanner.h"

namespace scand::lib {

// Read only and shared by all scanners; outlives them.
struct ScannerSetup {
  const exchange::Registry* exchanges = nullptr;
  rate::LimiterRegistry* budgets = nullptr;  // thread-safe
  const base::Clock* clock = nullptr;
  ScanRules rules;
};

// For one worker thread, which also owns `client`.
[[nodiscard]] std::unique_ptr<ExchangeScanner> make_scanner(const ScannerSetup& setup,
                                                            std::unique_ptr<http::Client> client);

}  // namespace scand::lib
