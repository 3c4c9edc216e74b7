#pragma once
// From the body of a ticker route to the last 24 hours of each market. Errors: a refusal that
// classify() finds, or bad_response. A row without an id is left out and counted; more than half of
// the rows, and the body is a bad_response. A number that is missing or cannot be read stays unset.

#include <cstddef>
#include <string>
#include <vector>

#include "lib/exchange/descriptor.h"
#include "lib/exchange/reply.h"
#include "lib/market/market.h"

namespace scand::lib::exchange {

class BodyReader;

struct TickersPage {
  std::vector<Ticker> tickers;  // in the exchange's order
  std::string next_cursor;      // empty: the last page
  std::size_t rejected = 0;
};

[[nodiscard]] VenueResult<TickersPage> decode_tickers(BodyReader& reader,
                                                      const Descriptor& descriptor,
                                                      const Route& route, const Reply& reply);

}  // namespace scand::lib::exchange
