#pragma once
// Parses one market type of a descriptor's `markets`: its intervals and routes.

#include <string>

#include "lib/exchange/descriptor.h"
#include "lib/exchange/descriptor_fields.h"

namespace scand::lib::exchange {

// `base_url` is used when the market type has none of its own.
[[nodiscard]] MarketRules parse_market_rules(const Place& place, Faults& faults,
                                             const std::string& base_url);

}  // namespace scand::lib::exchange
