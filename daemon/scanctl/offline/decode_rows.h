#pragma once
// Renders the output of `scanctl exchange decode`: the unified rows of a decoded body, or the
// meaning of an error body.

#include <optional>
#include <string>

#include "lib/exchange/decode_body.h"
#include "lib/exchange/reply.h"

namespace scand::daemon {

// One JSON array. Candles are [time_ms, open, high, low, close, volume], oldest first. Markets and
// tickers are objects in the exchange's order; a ticker's symbol is null if its id does not
// determine it.
[[nodiscard]] std::string rows_json(const lib::exchange::Decoded& decoded,
                                    const lib::exchange::Descriptor& descriptor,
                                    proto::MarketType type);

// {"error_kind", "hold_seconds", "message"}; `hold_seconds` is 0 if the error asks for no pause.
[[nodiscard]] std::string error_json(const lib::exchange::VenueError& error);

// What a person should know besides the rows: rows left out, another unit of volume, more pages.
// Empty if there is nothing.
[[nodiscard]] std::string remarks(const lib::exchange::Decoded& decoded);

}  // namespace scand::daemon
