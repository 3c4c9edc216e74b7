#include "broker/core/ranking.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> order(const Ranking& ranking) {
  std::vector<std::string> ids;
  for (const ExchangeRank& rank : ranking.best_first())
    ids.push_back(rank.exchange);
  return ids;
}

TEST(Ranking, TheFirstAnswerIsTheMean) {
  Ranking ranking;
  ranking.record("a", true, 4s);
  const ExchangeRank rank = ranking.best_first().at(0);
  EXPECT_EQ(rank.answers, 1U);
  EXPECT_DOUBLE_EQ(rank.success_rate, 1);
  EXPECT_DOUBLE_EQ(rank.duration_seconds, 4);
}

TEST(Ranking, NewAnswersWeighAFifth) {
  Ranking ranking;
  ranking.record("a", true, 10s);
  ranking.record("a", true, 20s);
  EXPECT_DOUBLE_EQ(ranking.best_first()[0].duration_seconds, 12);
  ranking.record("a", false, 1s);
  EXPECT_DOUBLE_EQ(ranking.best_first()[0].duration_seconds, 12) << "failures have no duration";
  EXPECT_DOUBLE_EQ(ranking.best_first()[0].success_rate, 0.8);
}

TEST(Ranking, TheFastestIsFirst) {
  Ranking ranking;
  ranking.record("slow", true, 9s);
  ranking.record("fast", true, 3s);
  EXPECT_EQ(order(ranking), (std::vector<std::string>{"fast", "slow"}));
}

TEST(Ranking, SpeedIsWorthWhatSucceeds) {
  Ranking ranking;
  ranking.record("steady", true, 5s);
  ranking.record("flaky", true, 4s);
  ranking.record("flaky", false, 1s);
  ranking.record("flaky", false, 1s);
  EXPECT_EQ(order(ranking).front(), "steady") << "4 s at 64 % cost more than 5 s";
}

TEST(Ranking, WhatNeverSucceededComesLateAndTheUnknownLast) {
  Ranking ranking;
  ranking.know("unknown");
  ranking.record("broken", false, 1s);
  ranking.record("good", true, 60s);
  EXPECT_EQ(order(ranking), (std::vector<std::string>{"good", "broken", "unknown"}));
  EXPECT_EQ(ranking.best_first()[2].answers, 0U);
}

}  // namespace
}  // namespace scand::broker
