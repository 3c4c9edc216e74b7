#pragma once
// What a reply's headers say about the buckets that its route was charged to.

#include <vector>

#include "lib/exchange/descriptor.h"
#include "lib/exchange/venue_error.h"
#include "lib/rate/limiter.h"

namespace scand::lib::exchange {

// `reply.now` is needed for resets that are points in time. Headers that cannot be read say
// nothing.
[[nodiscard]] std::vector<rate::Feedback> feedback(const Descriptor& descriptor, const Route& route,
                                                   const Reply& reply);

}  // namespace scand::lib::exchange
