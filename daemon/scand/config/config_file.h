#pragma once
// Reads the configuration file: YAML in; checked settings out, or every fault with its place.

#include <string>
#include <string_view>
#include <vector>

#include "daemon/scand/config/config_fault.h"
#include "daemon/scand/config/config_reader.h"
#include "lib/base/result.h"

namespace scand::daemon {

using ConfigResult = base::Result<Config, std::vector<ConfigFault>>;  // at least one fault

// `file` is the name that faults carry; nothing is opened. A text of more than 256 KiB, 20,000
// values or 1,000 aliases is refused (see yaml_census.h).
[[nodiscard]] ConfigResult parse_config(std::string_view text, std::string_view file);
// Reads the file and parses it. Blocks: for start-up only.
[[nodiscard]] ConfigResult load_config(const std::string& path);

}  // namespace scand::daemon
