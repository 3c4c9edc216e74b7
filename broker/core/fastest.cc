#include "broker/core/fastest.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace scand::broker {

void choose_fastest(proto::ScanRequest& request, const std::vector<ExchangeRank>& best_first,
                    const std::function<bool(const std::string& exchange)>& left_alone) {
  if (!request.fastest) return;
  const auto place = [&](const proto::NamedExchange& named) {
    const auto rank = std::ranges::find(best_first, named.id, &ExchangeRank::exchange);
    return std::pair(left_alone(named.id), rank - best_first.begin());
  };
  std::ranges::stable_sort(request.exchanges, {}, place);
  if (request.exchanges.size() > *request.fastest) request.exchanges.resize(*request.fastest);
}

}  // namespace scand::broker
