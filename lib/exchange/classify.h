#pragma once
// Tells an answer from a refusal: status, headers and body -> why, and for how long to stay away.
// The descriptor's rules first, then what holds for every exchange (docs/exchanges.md, "Errors").

#include <optional>

#include "lib/exchange/descriptor.h"
#include "lib/exchange/venue_error.h"

namespace scand::lib::exchange {

class JsonReader;

// nullopt: status 2xx and a JSON body that reports no error. Never throws for what is in `reply`.
[[nodiscard]] std::optional<VenueError> classify(const Descriptor& descriptor, const Reply& reply);

// The same, leaving the body loaded in `reader`, so that decoding goes on without parsing twice.
[[nodiscard]] std::optional<VenueError> classify(JsonReader& reader, const Descriptor& descriptor,
                                                 const Reply& reply);

}  // namespace scand::lib::exchange
