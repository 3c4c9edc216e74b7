#pragma once
// From the body of a candle route to Candles. Errors: a refusal that classify() finds, or
// bad_response. A row with a cell that is missing or cannot be read, a number that is not finite,
// or a time before 2009 or after 2100 is left out and counted; more than one row in ten, and the
// body is a bad_response.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "lib/exchange/descriptor.h"
#include "lib/exchange/reply.h"
#include "lib/market/candles.h"

namespace scand::lib::exchange {

class BodyReader;

struct CandlesPage {
  Candles candles;  // in the exchange's order
  VolumeUnit unit = VolumeUnit::base;
  std::vector<std::int64_t> running;  // open times of rows that the exchange marks as not closed
  std::size_t rejected = 0;
};

// `contract_size` is in base units a contract. It turns volumes in contracts into base units;
// without it they stay in contracts, and `unit` says so.
[[nodiscard]] VenueResult<CandlesPage> decode_candles(BodyReader& reader,
                                                      const Descriptor& descriptor,
                                                      const Route& route, const Reply& reply,
                                                      std::optional<double> contract_size);

}  // namespace scand::lib::exchange
