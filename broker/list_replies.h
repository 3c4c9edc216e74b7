#pragma once
// Encodes the replies to scan.list and exchanges.list from the core's state. Pure; called on the
// broker thread, which owns the core. `correlation` is the request's id, already encoded.

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

// The jobs of the query's status, up to its limit, and whether there are more.
[[nodiscard]] std::string encode_job_list(std::string_view correlation, const Core& core,
                                          const proto::ListQuery& query);

// Every exchange that is both ranked and in the directory, best first, with its circuits. A rate or
// duration that was never measured is null.
[[nodiscard]] std::string encode_exchange_list(std::string_view correlation,
                                               const proto::ExchangeDirectory& exchanges,
                                               const std::vector<ExchangeRank>& ranking,
                                               const CircuitBreaker& circuits, base::MonoTime now);

}  // namespace scand::broker
