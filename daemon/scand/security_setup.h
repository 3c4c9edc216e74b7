#pragma once
// The keys and the clients that the settings lead to.

#include <optional>
#include <string>

#include "broker/broker.h"
#include "daemon/scand/config/config_file.h"
#include "daemon/scand/state_directory.h"
#include "lib/base/result.h"

namespace scand::daemon {

// nullopt: the settings ask for no authentication. Reads both files. No fault holds a key.
[[nodiscard]] base::Result<std::optional<broker::BrokerSecurity>, ConfigFault> load_security(
    const Config& config, const Environment& environment);

// The error names the file and the line.
[[nodiscard]] base::Result<broker::AccessTable, std::string> load_clients(const std::string& path);

}  // namespace scand::daemon
