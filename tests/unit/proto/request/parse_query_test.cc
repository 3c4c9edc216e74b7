#include "proto/request/parse_query.h"

#include <gtest/gtest.h>

#include "tests/kit/proto/directory.h"
#include "tests/kit/proto/samples.h"
#include "tests/kit/proto/tree.h"

namespace scand::proto {
namespace {

Value body(Value::Map fields) {
  return Value(std::move(fields));
}

TEST(ParseQuery, AJobIdIsRequiredAndChecked) {
  EXPECT_EQ(parse_job_query(body({{"job_id", samples::kJobId}}))->job_id, samples::kJobId);
  EXPECT_EQ(parse_job_query(body({})).error().message,
            "job_id: is missing; allowed: a job id of 26 characters, as scan.accepted gave it");
  for (const Value& wrong : {Value(7), Value("short"), Value(), Value(Value::Array{})})
    EXPECT_EQ(parse_job_query(body({{"job_id", wrong}})).error().field, "job_id");
}

TEST(ParseQuery, WaitHasABoundedTimeout) {
  const auto wait = [](Value timeout) {
    return parse_wait_query(body({{"job_id", samples::kJobId}, {"timeout_ms", timeout}}));
  };
  EXPECT_EQ(parse_wait_query(body({{"job_id", samples::kJobId}}))->timeout_ms, 60'000U);
  EXPECT_EQ(wait(0)->timeout_ms, 0U);
  EXPECT_EQ(wait(3'600'000)->timeout_ms, 3'600'000U);
  EXPECT_EQ(wait(3'600'001).error().field, "timeout_ms");
  EXPECT_EQ(wait(-1).error().field, "timeout_ms");
  EXPECT_EQ(parse_wait_query(body({{"timeout_ms", 1}})).error().field, "job_id");
}

TEST(ParseQuery, ListsAreBoundedAndCanBeFilteredByStatus) {
  EXPECT_EQ(parse_list_query(body({}))->limit, 100U);
  EXPECT_EQ(parse_list_query(body({}))->status, std::nullopt);
  EXPECT_EQ(parse_list_query(body({{"status", "running"}}))->status, JobStatus::running);
  EXPECT_EQ(parse_list_query(body({{"status", "cancelled"}}))->status, JobStatus::cancelled);
  EXPECT_EQ(parse_list_query(body({{"limit", 1000}}))->limit, 1000U);
  EXPECT_EQ(parse_list_query(body({{"limit", 1001}})).error().field, "limit");
  EXPECT_EQ(parse_list_query(body({{"limit", 0}})).error().field, "limit");
  EXPECT_EQ(parse_list_query(body({{"status", "done"}})).error().field, "status");
}

TEST(ParseQuery, LatestWithoutFiltersMeansAll) {
  const auto latest = [](Value::Map fields) {
    return parse_latest_query(Value(std::move(fields)), samples::directory());
  };
  const auto all = latest({});
  EXPECT_TRUE(all->exchanges.empty());
  EXPECT_EQ(all->interval, std::nullopt);
  EXPECT_EQ(all->market, std::nullopt);
  EXPECT_EQ(all->min_strength, 50);
  const auto some = latest({{"exchange", Value::Array{"b", "ALPHA", "beta"}},
                            {"timeframe", "Daily"},
                            {"market", "swap"},
                            {"signal", "hold"},
                            {"limit", 5}});
  EXPECT_EQ(some->exchanges, (std::vector<std::string>{"beta", "alpha"}));
  EXPECT_EQ(some->interval, Interval::d1);
  EXPECT_EQ(some->market, MarketType::swap);
  EXPECT_EQ(some->min_strength, 0);
  EXPECT_EQ(some->limit, 5U);
  EXPECT_EQ(latest({{"exchange", "gamma"}})->exchanges, std::vector<std::string>{"gamma"});
  for (const auto& [field, wrong] :
       {std::pair("exchange", Value("nowhere")), std::pair("exchange", Value(Value::Array{})),
        std::pair("timeframe", Value("7h")), std::pair("market", Value(1)),
        std::pair("signal", Value("long")), std::pair("minStrength", Value(101)),
        std::pair("limit", Value(-1))})
    EXPECT_EQ(latest({{field, wrong}}).error().field, field);
}

TEST(ParseQuery, ReplayNeedsAnEpochAndANumberFromOne) {
  const auto query = parse_replay_query(body({{"epoch", "C0FFEE"}, {"from_seq", 7}}));
  ASSERT_TRUE(query.ok());
  EXPECT_EQ(query->epoch, "c0ffee");
  EXPECT_EQ(query->from_seq, 7U);
  for (const auto& [field, wrong] :
       {std::pair("epoch", Value(7)), std::pair("epoch", Value("")),
        std::pair("epoch", Value("not hex")), std::pair("epoch", Value(std::string(65, 'a'))),
        std::pair("from_seq", Value(0)), std::pair("from_seq", Value(-1)),
        std::pair("from_seq", Value("1"))}) {
    Value::Map fields{{"epoch", "c0ffee"}, {"from_seq", 1}};
    for (auto& member : fields)
      if (member.key == field) member.value = wrong;
    EXPECT_EQ(parse_replay_query(Value(fields)).error().field, field) << describe(wrong);
  }
  EXPECT_EQ(parse_replay_query(body({{"from_seq", 1}})).error().field, "epoch");
  EXPECT_EQ(parse_replay_query(body({{"epoch", "a"}})).error().field, "from_seq");
}

}  // namespace
}  // namespace scand::proto
