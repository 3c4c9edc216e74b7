#pragma once
// Checks the exchange names in a configuration against the exchanges that exist.

#include <vector>

#include "daemon/scand/config/config_reader.h"
#include "proto/scan_request.h"

namespace scand::daemon {

// Each name under `exchanges` must be an id or alias in `directory`, and no exchange may stand
// there twice. request.exchange must be in `directory`, too, or a rule such as "all". Returns what
// is wrong; without a fault, the names in `config` have become canonical ids.
[[nodiscard]] std::vector<ConfigFault> resolve_exchanges(Config& config,
                                                         const proto::ExchangeDirectory& directory);

}  // namespace scand::daemon
