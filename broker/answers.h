#pragma once
// Answers that the broker gives from what the core knows. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "broker/core/circuit_breaker.h"
#include "broker/core/core.h"
#include "broker/core/ranking.h"
#include "proto/daemon_status.h"
#include "proto/request/parse_query.h"
#include "proto/scan_request.h"

namespace scand::broker {

// To scan.list.
[[nodiscard]] std::string answer_jobs(std::string_view correlation, const Core& core,
                                      const proto::ListQuery& query);

// To exchanges.list: every exchange of the directory, in the order of the ranking.
[[nodiscard]] std::string answer_exchanges(std::string_view correlation,
                                           const proto::ExchangeDirectory& exchanges,
                                           const std::vector<ExchangeRank>& ranking,
                                           const CircuitBreaker& circuits, base::MonoTime now);

}  // namespace scand::broker
