#include "proto/signal.h"

#include <gtest/gtest.h>
#include <optional>

#include "tests/kit/proto/samples.h"

namespace scand::proto {
namespace {

TEST(Signal, SidesRoundTrip) {
  for (const Side side : {Side::hold, Side::buy, Side::sell})
    EXPECT_EQ(parse_side(name(side)), side);
  EXPECT_EQ(name(Side::hold), "HOLD");
  EXPECT_EQ(parse_side("buy"), std::nullopt);
}

TEST(Signal, TheSameCandleGivesTheSameId) {
  EXPECT_EQ(signal_id(samples::full_signal()), "binance:BTC/USDT:1h:1761307200000");
}

}  // namespace
}  // namespace scand::proto
