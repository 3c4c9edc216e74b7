#pragma once
// Turns what the rate limiter and the HTTP client count for each exchange into metrics.

#include <map>
#include <string>
#include <vector>

#include "daemon/metrics/sample.h"
#include "lib/rate/budget_status.h"
#include "lib/scan/call_counts.h"

namespace scand::daemon {

// The budget group of each exchange. Exchanges of one group show the same numbers.
using BudgetGroups = std::map<std::string, std::string>;

void add_budgets(Samples& out, const std::vector<lib::rate::BudgetStatus>& budgets,
                 const BudgetGroups& groups);
void add_calls(Samples& out, const std::map<std::string, lib::CallTally>& calls);

}  // namespace scand::daemon
