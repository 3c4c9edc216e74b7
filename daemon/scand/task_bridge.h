#pragma once
// Where broker/ and lib/ meet: a worker's TaskHandler that scans an exchange.

#include "broker/workers/task_handler.h"
#include "lib/base/clock.h"
#include "lib/http/client_options.h"
#include "lib/scan/exchange_scanner.h"

namespace scand::daemon {

// Each worker gets a scanner and connections of its own. `setup` and `clock` outlive the pool.
[[nodiscard]] broker::TaskHandlerFactory scanning_handlers(const lib::ScannerSetup& setup,
                                                           lib::http::ClientOptions http,
                                                           const base::Clock& clock);

}  // namespace scand::daemon
