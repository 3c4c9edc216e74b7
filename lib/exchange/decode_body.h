#pragma once
// Decodes a body from anywhere (a file, a recording) through one function for every kind of route.
// The route is named by kind, market type and, for an extra route, its name. A scan calls the three
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
  std::string route;                    // empty: the main route, which is named like the kind
  Reply reply;                          // a view: body and headers must outlive the call
  std::optional<double> contract_size;  // base units per contract; unset: volumes stay as they are
};

using Decoded = std::variant<MarketsPage, TickersPage, CandlesPage>;

// Errors: those of the decoders, or internal when the descriptor has no such market type, or no
// route of that name and kind.
[[nodiscard]] VenueResult<Decoded> decode_body(const Descriptor& descriptor,
                                               const DecodeRequest& request);

}  // namespace scand::lib::exchange
