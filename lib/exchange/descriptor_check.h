#pragma once
// Whether the parts of a descriptor fit together. The parser sees each value alone; this sees the
// whole. Pure.

#include <vector>

#include "lib/exchange/descriptor.h"

namespace scand::lib::exchange {

// Checks that costs name buckets, that built intervals have a source that fits into them, that each
// market type has its three routes with the columns they need, that placeholders are known, and
// that paging is complete. Returns every fault; none: all is well.
[[nodiscard]] std::vector<DescriptorError> check(const Descriptor& descriptor);

}  // namespace scand::lib::exchange
