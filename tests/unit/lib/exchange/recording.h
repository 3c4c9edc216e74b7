#pragma once
// Bodies of exchanges, with what should be decoded from them: the project's own samples under
// tests/data/exchanges, and, where SCAND_SHARED names a directory, exchanges/recorded in it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lib/exchange/registry.h"

namespace scand::lib::exchange {

struct ExpectedCandle {
  std::int64_t time = 0;
  std::vector<double> values;  // open, high, low, close, volume
};
struct ExpectedMarket {
  std::string id, symbol, base, quote, type;
  std::optional<bool> active, inverse;
  std::optional<double> contract_size;
};
struct ExpectedTicker {
  std::string symbol;  // or the id
  std::optional<double> last, percentage, base_volume, quote_volume;
  std::optional<std::int64_t> timestamp;
};

struct Recording {
  std::string name;      // "okx/01-fetchOHLCV.json"; own samples: "own/okx/..."
  std::string exchange;  // the descriptor's id
  std::string method, url, body;
  std::string market;  // of samples whose URL does not show it
  std::optional<int> status;
  std::vector<std::pair<std::string, std::string>> headers;
  bool has_expected = false;  // false: it is not known what it should give
  std::vector<ExpectedCandle> candles;
  std::optional<std::int64_t> since_ms;  // the expectation holds these rows only
  std::optional<std::size_t> limit;
  std::vector<ExpectedMarket> markets;
  std::vector<ExpectedTicker> tickers;
  bool some_tickers = false;  // the expectation is about some of the body's rows
  std::string error_kind;     // of errors: a name of proto::ErrorKind
  std::optional<double> hold_seconds;
  bool own = false;
};

// Every file of an exchange that is in the registry.
[[nodiscard]] std::vector<Recording> all_recordings(const Registry& registry);
[[nodiscard]] bool has_shared();

// The routes that the URL fits.
struct FittingRoute {
  proto::MarketType market = proto::MarketType::spot;
  const MarketRules* rules = nullptr;
  const Route* route = nullptr;
};
[[nodiscard]] std::vector<FittingRoute> fitting_routes(const Descriptor& descriptor,
                                                       const std::string& url);

// The compiled-in exchanges. Aborts the program when they are faulty.
[[nodiscard]] const Registry& builtin_registry();

}  // namespace scand::lib::exchange
