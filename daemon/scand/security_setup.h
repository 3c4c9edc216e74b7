#pragma once
// Reads scand's secret key and the table of clients that the settings name.

#include <optional>
#include <string>

#include "broker/broker.h"
#include "daemon/scand/config/config_reader.h"
#include "daemon/state_directory.h"
#include "lib/base/result.h"

namespace scand::daemon {

// nullopt: the settings ask for no authentication. $CREDENTIALS_DIRECTORY/NAME, for the key file,
// is systemd's credential of that name. No fault repeats what a file holds.
[[nodiscard]] base::Result<std::optional<broker::BrokerSecurity>, ConfigFault> load_security(
    const Config& config, const Environment& environment);

// The error names the file and the line.
[[nodiscard]] base::Result<broker::AccessTable, std::string> load_clients(const std::string& path);

}  // namespace scand::daemon
