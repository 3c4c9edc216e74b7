#pragma once
// Derives a symbol from an exchange's market id, where possible. A ticker names its market only by
// that id, and at many exchanges the id consists of base and quote.

#include <optional>
#include <string>
#include <string_view>

#include "lib/exchange/descriptor.h"

namespace scand::daemon {

// "BTC-USDT" and "btcusdt" give BTC/USDT, "XBTUSDTM" gives BTC/USDT:USDT. Applies the descriptor's
// currency names. nullopt if the id is ambiguous: it does not end in a known quote, it is not
// made of base and quote, or a swap may settle in another currency than its quote.
[[nodiscard]] std::optional<std::string> symbol_from_id(const lib::exchange::Descriptor& descriptor,
                                                        proto::MarketType type,
                                                        std::string_view id);

}  // namespace scand::daemon
