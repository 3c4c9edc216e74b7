#pragma once
// One entry for a body from anywhere (a file, a recording): which route it belongs to is said by
// kind, market type and, for an extra route, its name.

#include <optional>
#include <string>
#include <variant>

#include "lib/exchange/candles_decode.h"
#include "lib/exchange/descriptor.h"
#include "lib/exchange/markets_decode.h"
#include "lib/exchange/tickers_decode.h"
#include "lib/exchange/venue_error.h"

namespace scand::lib::exchange {

struct DecodeRequest {
  RouteKind kind = RouteKind::candles;
  proto::MarketType market = proto::MarketType::spot;
  std::string route;  // empty: the main route of that kind
  Reply reply;
  std::optional<double> contract_size;
};

using Decoded = std::variant<MarketsPage, TickersPage, CandlesPage>;

// Errors: those of the decoders; internal when the descriptor has no such market type or route.
[[nodiscard]] VenueResult<Decoded> decode_body(const Descriptor& descriptor,
                                               const DecodeRequest& request);

[[nodiscard]] std::string_view name(RouteKind kind);   // "candles"
[[nodiscard]] std::string_view name(VolumeUnit unit);  // "contracts"
[[nodiscard]] std::optional<RouteKind> parse_route_kind(std::string_view text);

}  // namespace scand::lib::exchange
