#pragma once
// The choice that `fastest:N` leaves to the ranking. Pure.

#include <functional>
#include <string>
#include <vector>

#include "broker/core/ranking.h"
#include "proto/scan_request.h"

namespace scand::broker {

// Leaves the best of the request's exchanges, best first: by the ranking, in which those that were
// never scanned are last, and behind these what is left alone because it is down. Nothing happens
// to a request without `fastest`.
void choose_fastest(proto::ScanRequest& request, const std::vector<ExchangeRank>& best_first,
                    const std::function<bool(const std::string& exchange)>& left_alone);

}  // namespace scand::broker
