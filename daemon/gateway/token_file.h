#pragma once
// Reads the token file: at the start, and again when told to.

#include <memory>
#include <string>

#include "daemon/gateway/tokens.h"

namespace scand::daemon::gateway {

// The error names the file, what is wrong with it and what to do. A file that others than its owner
// and group may write to is refused: it says who may come in.
[[nodiscard]] base::Result<std::shared_ptr<const TokenTable>, std::string> read_token_file(
    const std::string& path);

}  // namespace scand::daemon::gateway
