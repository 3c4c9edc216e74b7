#pragma once
// A market list's body -> markets of the asked type. Errors: what classify() finds, else
// bad_response. Rows of another kind (the route's `only`) are left out silently; a row without id,
// base or quote is left out and counted; more than half of them is bad_response.

#include <cstddef>
#include <string>
#include <vector>

#include "lib/exchange/descriptor.h"
#include "lib/exchange/venue_error.h"
#include "lib/market/market.h"

namespace scand::lib::exchange {

class JsonReader;

struct MarketsPage {
  std::vector<Market> markets;  // in the venue's order
  std::string next_cursor;      // empty: the last page
  std::size_t rejected = 0;
};

[[nodiscard]] VenueResult<MarketsPage> decode_markets(JsonReader& reader,
                                                      const Descriptor& descriptor,
                                                      proto::MarketType type, const Route& route,
                                                      const Reply& reply);

}  // namespace scand::lib::exchange
