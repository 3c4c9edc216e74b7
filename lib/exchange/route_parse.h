#pragma once
// The parts of the language under `markets`: intervals and routes of one market type.

#include <string>

#include "lib/exchange/descriptor.h"
#include "lib/exchange/descriptor_fields.h"

namespace scand::lib::exchange {

// `base_url` counts where the market type has none of its own.
[[nodiscard]] MarketRules parse_market_rules(const Place& place, Faults& faults,
                                             const std::string& base_url);

}  // namespace scand::lib::exchange
