#pragma once
// Makes docs/metrics.md from the table of metrics. The page is committed, so that it can be read
// without a build; a test fails when it is stale.

#include <string>

namespace scand::daemon {

[[nodiscard]] std::string metrics_markdown();

}  // namespace scand::daemon
