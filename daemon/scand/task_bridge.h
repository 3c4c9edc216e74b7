#pragma once
// Joins broker/ and lib/: a worker's TaskHandler that scans an exchange.

#include "broker/workers/task_handler.h"
#include "lib/base/clock.h"
#include "lib/http/client_options.h"
#include "lib/scan/exchange_scanner.h"

namespace scand::daemon {

// Gives each worker a scanner and connections of its own. `setup` and `clock` must outlive the
// pool.
[[nodiscard]] broker::TaskHandlerFactory scanning_handlers(const lib::ScannerSetup& setup,
                                                           lib::http::ClientOptions http,
                                                           const base::Clock& clock);

}  // namespace scand::daemon
