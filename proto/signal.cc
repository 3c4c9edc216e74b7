#include "proto/signal.h"

#include "proto/encoding/name_table.h"

namespace scand::proto {
namespace {

constexpr auto kSides = name_table<Side::sell>("HOLD", "BUY", "SELL");

}  // namespace

std::string_view name(Side side) {
  return kSides.name(side);
}
std::optional<Side> parse_side(std::string_view text) {
  return kSides.parse(text);
}

std::string signal_id(const Signal& signal) {
  std::string id = signal.exchange;
  id.append(":").append(signal.symbol).append(":").append(name(signal.interval)).append(":");
  return id.append(std::to_string(signal.candle_close_ms));
}

}  // namespace scand::proto
