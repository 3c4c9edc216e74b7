#pragma once
// Every number of an analysis, for tests that ask something of all of them.

#include <vector>

#include "proto/signal.h"

namespace scand::test {

// Those that are there, in a fixed order.
[[nodiscard]] std::vector<double> numbers(const proto::Analysis& analysis);

[[nodiscard]] bool all_finite(const proto::Analysis& analysis);

}  // namespace scand::test
