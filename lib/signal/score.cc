#include "lib/signal/score.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace scand::lib::signal {

Score score(const std::vector<ComponentScore>& components, const Weights& weights) {
  const auto weight = [&weights](const ComponentScore& c) {
    return weights[static_cast<std::size_t>(c.component)];
  };
  double total = 0;
  for (const ComponentScore& c : components)
    total += weight(c);
  Score result;
  if (!(total > 0)) return result;
  result.reasons.reserve(components.size());
  for (const ComponentScore& c : components) {
    const double contribution = 100 * weight(c) * c.score / total;
    result.s += contribution;
    result.reasons.push_back(
        {std::string(name(c.component)), c.value, c.score, weight(c), contribution});
  }
  // Rounding may have carried the sum just past its bounds.
  result.s = std::clamp(result.s, -100.0, 100.0);
  if (result.s != 0) {
    double agreeing = 0;
    for (const ComponentScore& c : components)
      if (c.score * result.s > 0) agreeing += weight(c);
    result.agreement = agreeing / total;
  }
  std::ranges::stable_sort(result.reasons, std::ranges::greater{}, [](const proto::Reason& reason) {
    return std::abs(reason.contribution);
  });
  return result;
}

}  // namespace scand::lib::signal
