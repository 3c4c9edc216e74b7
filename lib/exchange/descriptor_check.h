#pragma once
// What has to hold between the parts of a descriptor.

#include <vector>

#include "lib/exchange/descriptor.h"

namespace scand::lib::exchange {

// Costs name buckets, built intervals have a source that fits into them, each market type has its
// three routes with the columns they need, placeholders are known, paging is complete. Empty: all
// is well.
[[nodiscard]] std::vector<DescriptorError> check(const Descriptor& descriptor);

}  // namespace scand::lib::exchange
