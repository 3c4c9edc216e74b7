#pragma once
// Is this reply an answer or a refusal? From status, headers and body to the kind of error and how
// long to stay away. The descriptor's rules come first, then what holds for every exchange
// (general_errors.h; docs/exchanges.md, "Errors"). Pure.

#include <optional>

#include "lib/exchange/descriptor.h"
#include "lib/exchange/reply.h"

namespace scand::lib::exchange {

class BodyReader;

// nullopt: the status is 2xx and the body is JSON that reports no error. Never throws, whatever the
// reply holds.
[[nodiscard]] std::optional<VenueError> classify(const Descriptor& descriptor, const Reply& reply);

// The same. The body stays loaded in `reader`, so that decoding need not parse it again.
[[nodiscard]] std::optional<VenueError> classify(BodyReader& reader, const Descriptor& descriptor,
                                                 const Reply& reply);

}  // namespace scand::lib::exchange
