#pragma once
// A market as an exchange lists it, and its 24-hour ticker, in the same terms for all exchanges.
// Plain values.
// Small: two plain types that belong together.

#include <cstdint>
#include <optional>
#include <string>

#include "proto/interval.h"

namespace scand::lib {

struct Market {
  std::string id;      // the exchange's own name for it, as its candle route takes it
  std::string symbol;  // our name: BTC/USDT, or BTC/USDT:USDT for a swap
  std::string base;    // BTC (never XBT)
  std::string quote;
  proto::MarketType type = proto::MarketType::spot;
  bool active = true;        // it trades now
  double contract_size = 1;  // base units a contract; 1 for spot
  friend bool operator==(const Market&, const Market&) = default;
};

// The last 24 hours of one market. Change in percent. Unset: the exchange does not say.
struct Ticker {
  std::string id;
  std::optional<double> last, change_percent, base_volume, quote_volume;
  std::optional<std::int64_t> time_ms;
  friend bool operator==(const Ticker&, const Ticker&) = default;
};

}  // namespace scand::lib
