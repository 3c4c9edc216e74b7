#pragma once
// The names below exchanges, against the exchanges that there are.

#include <vector>

#include "daemon/scand/config/config_file.h"
#include "proto/scan_request.h"

namespace scand::daemon {

// Checks and normalises the names under exchanges: each must be an exchange of the directory (by id
// or alias) and no exchange may be named twice. request.exchange has to be one of them too. Keys
// become canonical ids. Returns what is wrong.
[[nodiscard]] std::vector<ConfigFault> resolve_exchanges(Config& config,
                                                         const proto::ExchangeDirectory& directory);

}  // namespace scand::daemon
