#pragma once
// scanctl exchange decode: shows what a descriptor makes of one HTTP body, for anyone who writes or
// checks a descriptor.

#include <string>
#include <vector>

#include "daemon/scanctl/console.h"

namespace scand::daemon {

struct DecodeOptions {
  std::string exchange;         // id or alias
  std::string kind;             // markets, tickers, candles
  std::string market;           // spot, swap; empty: spot, or what the exchange has alone
  std::string route;            // empty: the main one of the kind
  std::string descriptor_file;  // empty: the built-in one
  int status = 200;
  std::vector<std::string> headers;  // "Name: value"
};

// Reads the raw body from console.input and prints its rows as one JSON array. For an error body it
// prints {"error_kind", "hold_seconds", "message"} and returns 65.
[[nodiscard]] int decode(const DecodeOptions& options, Console& console);

}  // namespace scand::daemon
