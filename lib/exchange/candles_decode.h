#pragma once
// A candle route's body -> Candles. Errors: what classify() finds, else bad_response.
// A row with a missing, empty or unreadable cell, a number that is not finite or a time before 2009
// or after 2100 is left out and counted; more than one such row in ten is bad_response.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "lib/exchange/descriptor.h"
#include "lib/exchange/venue_error.h"
#include "lib/market/candles.h"

namespace scand::lib::exchange {

class JsonReader;

struct CandlesPage {
  Candles candles;  // in the venue's order
  VolumeUnit unit = VolumeUnit::base;
  std::vector<std::int64_t> running;  // open times of rows that the venue marks as not closed
  std::size_t rejected = 0;
};

// `contract_size` (base units a contract) turns contracts into base units; without it they stay
// contracts and `unit` says so.
[[nodiscard]] VenueResult<CandlesPage> decode_candles(JsonReader& reader,
                                                      const Descriptor& descriptor,
                                                      const Route& route, const Reply& reply,
                                                      std::optional<double> contract_size);

}  // namespace scand::lib::exchange
