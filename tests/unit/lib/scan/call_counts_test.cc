#include "lib/scan/call_counts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <numeric>
#include <thread>

namespace scand::lib {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

http::Completion answered(int status, milliseconds took = milliseconds(80)) {
  http::Response response;
  response.status = status;
  return {1, base::MonoTime{}, base::MonoTime{} + took, std::move(response), base::MonoTime{}};
}

http::Completion failed(ErrorKind kind) {
  return {1, base::MonoTime{}, base::MonoTime(std::chrono::seconds(10)), Failure{kind, "why"}, {}};
}

TEST(CallCounts, CountsRoutesAndAnswersSeparately) {
  CallCounts counts({"here", "there"});
  const auto fine = answered(200), slow_down = answered(429), late = failed(ErrorKind::timeout);
  counts.count_call("here", "candles", &fine);
  counts.count_call("here", "candles", &fine);
  counts.count_call("here", "candles", &slow_down);
  counts.count_call("here", "candles", nullptr);
  counts.count_call("here", "markets", &late);
  counts.count_traffic("here", {.requests = 5, .retries = 2, .bytes_received = 700});
  const auto all = counts.tallies();
  const CallTally& here = all.at("here");
  EXPECT_THAT(here.answers.at("candles"),
              ElementsAre(Pair("200", 2u), Pair("429", 1u), Pair("abandoned", 1u)));
  EXPECT_THAT(here.answers.at("markets"), ElementsAre(Pair("timeout", 1u)));
  EXPECT_DOUBLE_EQ(here.seconds.sum(), 3 * 0.08 + 10) << "an abandoned call took no known time";
  EXPECT_EQ(here.retries, 2u);
  EXPECT_EQ(here.bytes_received, 700u);
  EXPECT_THAT(all.at("there").answers, IsEmpty());
}

TEST(CallCounts, AnUnknownExchangeIsNoNewLabel) {
  CallCounts counts({"here"});
  const auto fine = answered(200);
  counts.count_call("elsewhere", "candles", &fine);
  counts.count_traffic("elsewhere", {.requests = 1});
  EXPECT_EQ(counts.tallies().size(), 1u);
}

TEST(CallCounts, MadeUpStatusesAreOneAnswerFromACertainNumberOn) {
  CallCounts counts({"here"});
  for (int status = 100; status < 600; ++status) {
    const auto one = answered(status);
    counts.count_call("here", "candles", &one);
  }
  const auto here = counts.tallies().at("here");
  EXPECT_EQ(here.answers.at("candles").size(), CallCounts::kAnswersMax + 1);
  EXPECT_EQ(here.answers.at("candles").at("other"), 500 - CallCounts::kAnswersMax);
}

TEST(CallCounts, WorkersCountAtOnceAndNothingIsLost) {
  CallCounts counts({"here"});
  const auto fine = answered(200);
  std::vector<std::jthread> workers;
  for (int worker = 0; worker < 4; ++worker)
    workers.emplace_back([&] {
      for (int i = 0; i < 1'000; ++i) {
        counts.count_call("here", "candles", &fine);
        (void)counts.tallies();
      }
    });
  workers.clear();
  EXPECT_EQ(counts.tallies().at("here").answers.at("candles").at("200"), 4'000u);
}

}  // namespace
}  // namespace scand::lib
