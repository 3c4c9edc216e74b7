#pragma once
// The score s in [-100, 100]: 100 times the weighted mean of the components that are present. Pure.

#include <vector>

#include "lib/signal/components.h"
#include "lib/signal/config.h"
#include "proto/signal.h"

namespace scand::lib::signal {

struct Score {
  double s = 0;
  // Every component with its contribution to s, the largest magnitude first, equal ones in their
  // fixed order. The contributions add up to s.
  std::vector<proto::Reason> reasons;
  // How united the components are: the share of the weights whose component has the sign of s;
  // nullopt when s is 0.
  std::optional<double> agreement;
};

// Without any weight among the components, s is 0 and there are no reasons.
[[nodiscard]] Score score(const std::vector<ComponentScore>& components, const Weights& weights);

}  // namespace scand::lib::signal
