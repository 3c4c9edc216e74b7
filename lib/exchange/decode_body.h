#pragma once
// Decodes a body from anywhere (a file, a recording) by one entry for all kinds of routes. The
// route is named by kind, market type and, for an extra route, its name. A scan calls the three
// decoders directly; this is for tools and tests. Pure.

#include <optional>
#include <string>
#include <variant>

#include "lib/exchange/candles_decode.h"
#include "lib/exchange/descriptor.h"
#include "lib/exchange/markets_decode.h"
#include "lib/exchange/reply.h"
#include "lib/exchange/tickers_decode.h"

namespace scand::lib::exchange {

struct DecodeRequest {
  RouteKind kind = RouteKind::candles;
  proto::MarketType market = proto::MarketType::spot;
  std::string route;  // empty: the main route of the kind
  Reply reply;
  std::optional<double> contract_size;
};

using Decoded = std::variant<MarketsPage, TickersPage, CandlesPage>;

// Errors: those of the decoders, or internal when the descriptor has no such market type or route.
[[nodiscard]] VenueResult<Decoded> decode_body(const Descriptor& descriptor,
                                               const DecodeRequest& request);

}  // namespace scand::lib::exchange
