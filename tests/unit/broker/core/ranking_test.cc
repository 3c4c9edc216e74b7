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
  EXPECT_DOUBLE_EQ(ranking.best_first()[0].duration_seconds, 12)
      << "failures do not change the duration";
  EXPECT_DOUBLE_EQ(ranking.best_first()[0].success_rate, 0.8);
}

TEST(Ranking, TheFastestIsFirst) {
  Ranking ranking;
  ranking.record("slow", true, 9s);
  ranking.record("fast", true, 3s);
  EXPECT_EQ(order(ranking), (std::vector<std::string>{"fast", "slow"}));
}

TEST(Ranking, ReliabilityCountsBesideSpeed) {
  Ranking ranking;
  ranking.record("steady", true, 5s);
  ranking.record("flaky", true, 4s);
  ranking.record("flaky", false, 1s);
  ranking.record("flaky", false, 1s);
  EXPECT_EQ(order(ranking).front(), "steady") << "4 s at 64 % cost more than 5 s";
}

TEST(Ranking, NeverSuccessfulComesLateAndNeverScannedLast) {
  Ranking ranking;
  ranking.add_exchange("unknown");
  ranking.record("broken", false, 1s);
  ranking.record("good", true, 60s);
  EXPECT_EQ(order(ranking), (std::vector<std::string>{"good", "broken", "unknown"}));
  EXPECT_EQ(ranking.best_first()[2].answers, 0U);
}

using Names = std::vector<std::string>;

Names chosen(std::uint32_t count, const std::string& down = "") {
  proto::ScanRequest request;
  for (const char* id : {"alpha", "beta", "gamma", "never"})
    request.exchanges.push_back({id, id});
  request.fastest = count;
  choose_fastest(request, {{"gamma", 3, 1, 2}, {"alpha", 3, 1, 5}, {"beta", 3, 0.5, 9}, {"never"}},
                 [&](const std::string& exchange) { return exchange == down; });
  Names names;
  for (const auto& one : request.exchanges)
    names.push_back(one.id);
  return names;
}

TEST(Fastest, TakesTheBestOfTheRanking) {
  EXPECT_EQ(chosen(1), Names{"gamma"});
  EXPECT_EQ(chosen(2), (Names{"gamma", "alpha"}));
  EXPECT_EQ(chosen(4), (Names{"gamma", "alpha", "beta", "never"}));
  EXPECT_EQ(chosen(9).size(), 4U) << "all, if there are fewer";
}

TEST(Fastest, AnExchangeThatIsDownComesLast) {
  EXPECT_EQ(chosen(4, "gamma"), (Names{"alpha", "beta", "never", "gamma"}));
}

TEST(Fastest, OtherRequestsStayAsTheyAre) {
  proto::ScanRequest request;
  request.exchanges = {{"b", "b"}, {"a", "a"}};
  choose_fastest(request, {{"a"}, {"b"}}, [](const auto&) { return false; });
  EXPECT_EQ(request.exchanges.front().id, "b");
}

}  // namespace
}  // namespace scand::broker
