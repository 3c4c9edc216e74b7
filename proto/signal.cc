#include "proto/signal.h"

namespace scand::proto {

std::string_view name(Side side) {
  switch (side) {
    case Side::buy:
      return "BUY";
    case Side::sell:
      return "SELL";
    case Side::hold:
      break;
  }
  return "HOLD";
}

std::string signal_id(const Signal& signal) {
  std::string id = signal.exchange;
  id.append(":").append(signal.symbol).append(":").append(name(signal.interval)).append(":");
  return id.append(std::to_string(signal.candle_close_ms));
}

}  // namespace scand::proto
