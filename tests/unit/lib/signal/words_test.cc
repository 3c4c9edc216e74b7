#include "lib/signal/words.h"

#include <gtest/gtest.h>

namespace scand::lib::signal {
namespace {

TEST(Words, SayWhichSide) {
  proto::Indicators shown;
  shown.macd_histogram = -0.1;
  shown.ema_21 = 99;
  shown.volume_ratio = 1;
  add_words(shown, 100);
  EXPECT_EQ(shown.macd, "bearish");
  EXPECT_EQ(shown.ema, "above");
  EXPECT_EQ(shown.volume, "normal");
  shown.macd_histogram = 0.1;
  add_words(shown, 98);
  EXPECT_EQ(shown.macd, "bullish");
  EXPECT_EQ(shown.ema, "below");
}

TEST(Words, VolumeIsHighOrLowFromItsBoundsOn) {
  const auto word = [](double ratio) {
    proto::Indicators shown;
    shown.volume_ratio = ratio;
    add_words(shown, 1);
    return shown.volume;
  };
  EXPECT_EQ(word(1.5), "high");
  EXPECT_EQ(word(1.49), "normal");
  EXPECT_EQ(word(0.51), "normal");
  EXPECT_EQ(word(0.5), "low");
}

TEST(Words, AreEmptyWhereThereIsNothingToSay) {
  proto::Indicators shown;
  add_words(shown, 100);
  EXPECT_EQ(shown, proto::Indicators{});
  shown.macd_histogram = 1e-11;
  shown.ema_21 = 100;
  add_words(shown, 100);
  EXPECT_EQ(shown.macd + shown.ema, "");
}

}  // namespace
}  // namespace scand::lib::signal
