#pragma once
// Parses the `errors` part of a descriptor: how the exchange refuses.

#include "lib/exchange/descriptor.h"
#include "lib/exchange/descriptor_fields.h"

namespace scand::lib::exchange {

[[nodiscard]] ErrorRules parse_error_rules(const Place& place, Faults& faults);

}  // namespace scand::lib::exchange
