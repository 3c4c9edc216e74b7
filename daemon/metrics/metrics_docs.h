#pragma once
// docs/metrics.md, made from the table of metrics. It is committed, so that it can be read without
// a build; a test says when it is stale.

#include <string>

namespace scand::daemon {

[[nodiscard]] std::string metrics_markdown();

}  // namespace scand::daemon
