#pragma once
// A ticker's body names its market by the exchange's id alone. Where the id is base and quote side
// by side, the symbol can be read from it.

#include <optional>
#include <string>
#include <string_view>

#include "lib/exchange/descriptor.h"

namespace scand::daemon {

// "BTC-USDT" or "btcusdt": BTC/USDT, "XBTUSDTM": BTC/USDT:USDT; the descriptor's names of
// currencies apply. nullopt where the id does not say it for sure: no known quote at its end, ids
// that are not built of the two, or a swap whose quote is not what it settles in.
[[nodiscard]] std::optional<std::string> symbol_from_id(const lib::exchange::Descriptor& descriptor,
                                                        proto::MarketType type,
                                                        std::string_view id);

}  // namespace scand::daemon
