#include "lib/signal/score.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scand::lib::signal {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;

const SignalConfig kConfig;

TEST(Score, IsTheWeightedMeanOfWhatIsPresent) {
  // 0.22 and 0.14 of 0.36.
  const Score result =
      score({{Component::momentum_short, 0.1, 1}, {Component::rsi, 40, -0.5}}, kConfig.full);
  EXPECT_NEAR(result.s, 100 * (0.22 - 0.07) / 0.36, 1e-12);
  ASSERT_EQ(result.reasons.size(), 2U);
  EXPECT_EQ(result.reasons[1].component, "rsi");
  EXPECT_EQ(result.reasons[1].value, 40);
  EXPECT_EQ(result.reasons[1].score, -0.5);
  EXPECT_EQ(result.reasons[1].weight, 0.14);
  EXPECT_NEAR(result.reasons[1].contribution, -100 * 0.07 / 0.36, 1e-12);
}

TEST(Score, ListsTheLargestContributionFirst) {
  const Score result = score({{Component::momentum_short, 0, 0.1},
                              {Component::rsi, 0, -0.5},
                              {Component::trend, 0, 0.5},
                              {Component::volume, 0, 0},
                              {Component::vwap, 0, 0}},
                             kConfig.full);
  EXPECT_THAT(result.reasons, ElementsAre(Field(&proto::Reason::component, "trend"),
                                          Field(&proto::Reason::component, "rsi"),
                                          Field(&proto::Reason::component, "momentum_short"),
                                          Field(&proto::Reason::component, "volume"),
                                          Field(&proto::Reason::component, "vwap")));
}

TEST(Score, AgreementIsTheWeightOfTheSameSign) {
  const Score result = score({{Component::momentum_short, 0, -1},
                              {Component::momentum_long, 0, -0.1},
                              {Component::rsi, 0, 1},
                              {Component::volume, 0, 0}},
                             kConfig.full);
  EXPECT_NEAR(*result.agreement, (0.22 + 0.12) / (0.22 + 0.12 + 0.14 + 0.06), 1e-12);
  EXPECT_EQ(score({{Component::rsi, 0, 0}}, kConfig.full).agreement, std::nullopt);
}

TEST(Score, StaysInItsBoundsAndWithoutWeightIsNothing) {
  std::vector<ComponentScore> all;
  for (std::size_t i = 0; i < kComponentCount; ++i)
    all.push_back({static_cast<Component>(i), 0, -1});
  EXPECT_GE(score(all, kConfig.full).s, -100);
  EXPECT_NEAR(score(all, {7, 3, 1, 1, 1, 1, 1, 1}).s, -100, 1e-12);
  EXPECT_EQ(score({{Component::ichimoku, 0, 1}}, {1, 0, 0, 0, 0, 0, 0, 0}).s, 0);
}

}  // namespace
}  // namespace scand::lib::signal
