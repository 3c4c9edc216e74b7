#pragma once
// What exchange decode prints: the unified rows of a decoded body, or what its error body says.

#include <optional>
#include <string>

#include "lib/exchange/decode_body.h"
#include "lib/exchange/reply.h"

namespace scand::daemon {

// One JSON array. Candles as [time_ms, open, high, low, close, volume], oldest first; markets and
// tickers as objects in the exchange's order; a ticker's symbol is null where its id does not say
// it.
[[nodiscard]] std::string rows_json(const lib::exchange::Decoded& decoded,
                                    const lib::exchange::Descriptor& descriptor,
                                    proto::MarketType type);

// {"error_kind", "hold_seconds", "message"}; no hold is 0.
[[nodiscard]] std::string error_json(const lib::exchange::VenueError& error);

// What a person should know beside the rows: left-out rows, another unit of volume, more pages.
// Empty: nothing.
[[nodiscard]] std::string remarks(const lib::exchange::Decoded& decoded);

}  // namespace scand::daemon
