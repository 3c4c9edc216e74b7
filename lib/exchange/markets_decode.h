#pragma once
// From the body of a market list to the markets of one type. Errors: a refusal that classify()
// finds, or bad_response. Rows of another market type (the route's `only`) are left out. A row
// without id, base, quote or contract size is left out and counted; more than half of the rows, and
// the body is a bad_response.

#include <cstddef>
#include <string>
#include <vector>

#include "lib/exchange/descriptor.h"
#include "lib/exchange/reply.h"
#include "lib/market/market.h"

namespace scand::lib::exchange {

class BodyReader;

struct MarketsPage {
  std::vector<Market> markets;  // in the exchange's order
  std::string next_cursor;      // empty: the last page
  std::size_t rejected = 0;
};

[[nodiscard]] VenueResult<MarketsPage> decode_markets(BodyReader& reader,
                                                      const Descriptor& descriptor,
                                                      proto::MarketType type, const Route& route,
                                                      const Reply& reply);

}  // namespace scand::lib::exchange
