#pragma once
// A ticker route's body -> the last 24 hours of each market. Errors: what classify() finds, else
// bad_response. A row without an id is left out and counted; more than half of them is
// bad_response. A number that is missing, empty or unreadable is left unset.

#include <cstddef>
#include <string>
#include <vector>

#include "lib/exchange/descriptor.h"
#include "lib/exchange/venue_error.h"
#include "lib/market/market.h"

namespace scand::lib::exchange {

class JsonReader;

struct TickersPage {
  std::vector<Ticker> tickers;  // in the venue's order
  std::string next_cursor;      // empty: the last page
  std::size_t rejected = 0;
};

[[nodiscard]] VenueResult<TickersPage> decode_tickers(JsonReader& reader,
                                                      const Descriptor& descriptor,
                                                      const Route& route, const Reply& reply);

}  // namespace scand::lib::exchange
