#include "lib/signal/labels.h"

#include <cmath>
#include <gtest/gtest.h>

namespace scand::lib::signal {
namespace {

using proto::Side;

void expect(double s, Side side, std::string_view label, int strength) {
  const Verdict verdict = classify(s, {});
  EXPECT_EQ(verdict.side, side) << s;
  EXPECT_EQ(verdict.label, label) << s;
  EXPECT_EQ(verdict.strength, strength) << s;
}

TEST(Classify, DecidesOnTheUnroundedScore) {
  expect(0, Side::hold, "Neutral", 0);
  expect(std::nextafter(20.0, 0), Side::hold, "Neutral", 20);
  expect(20, Side::buy, "Weak Buy", 20);
  expect(-20, Side::sell, "Weak Sell", 20);
  expect(39.99, Side::buy, "Weak Buy", 40);
  expect(40, Side::buy, "Buy", 40);
  expect(-64.999, Side::sell, "Sell", 65);
  expect(65, Side::buy, "Strong Buy", 65);
  expect(-100, Side::sell, "Strong Sell", 100);
}

TEST(Classify, RoundsHalvesAwayFromZero) {
  EXPECT_EQ(classify(22.5, {}).strength, 23);
  EXPECT_EQ(classify(-23.5, {}).strength, 24);
  EXPECT_EQ(classify(22.49, {}).strength, 22);
}

TEST(Classify, FollowsConfiguredThresholds) {
  EXPECT_EQ(classify(25, {30, 50, 70}).side, Side::hold);
  EXPECT_EQ(classify(69, {30, 50, 70}).label, "Buy");
}

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
