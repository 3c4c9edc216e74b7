#pragma once
// The score s in [-100, 100]: the weighted mean of the components that are present.

#include <vector>

#include "lib/signal/components.h"
#include "lib/signal/config.h"
#include "proto/signal.h"

namespace scand::lib::signal {

struct Score {
  double s = 0;
  // Every component with what it gave to s, largest magnitude first, equal ones in their fixed
  // order; the contributions add up to s.
  std::vector<proto::Reason> reasons;
  // The share of the weights whose component has the sign of s; nullopt when s is 0.
  std::optional<double> agreement;
};

[[nodiscard]] Score score(const std::vector<ComponentScore>& components, const Weights& weights);

}  // namespace scand::lib::signal
