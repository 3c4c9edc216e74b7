#include "broker/results/collector.h"

#include <gtest/gtest.h>

#include "proto/encoding/msgpack_to_value.h"
#include "proto/limits.h"
#include "tests/kit/broker/samples.h"

namespace scand::broker {
namespace {

using test::now_ms;
using test::part;
using test::partial;
using test::signal;

constexpr std::size_t kRoomy = 1U << 20U;

Collector::Finished finish(Collector& collector, const std::string& job_id, std::uint64_t seq) {
  collector.merge(job_id);
  return collector.finish({job_id, proto::JobStatus::complete, seq, std::nullopt}, base::Nanos(0),
                          now_ms(5'000));
}

TEST(Collector, EncodesWhatItFolded) {
  Collector collector("ab12", kRoomy);
  ASSERT_NE(collector.begin({"j1", test::request({"okx"}), now_ms(1'000)}), nullptr);
  ASSERT_NE(collector.part(part("j1", "okx", 1'000, 2'000),
                           partial("okx", 1'000, {signal("okx", "A/USDT", 70)})),
            nullptr);
  const auto finished = finish(collector, "j1", 3);
  EXPECT_EQ(finished.result.seq, 3U);
  const auto read = proto::msgpack_to_value(*finished.encoded, proto::kResultLimits);
  ASSERT_TRUE(read.ok());
  const proto::Value* metadata = read.value().find("metadata");
  ASSERT_NE(metadata, nullptr);
  EXPECT_EQ(*metadata->find("job_id")->string(), "j1");
  EXPECT_EQ(*metadata->find("epoch")->string(), "ab12");
  EXPECT_EQ(metadata->find("count")->integer(), 1);
  EXPECT_EQ(read.value().find("signals")->array()->size(), 1U);
}

TEST(Collector, KeepsJobsApartAndForgetsTheFinished) {
  Collector collector("e", kRoomy);
  collector.begin({"j1", test::request({"okx"}), now_ms(0)});
  collector.begin({"j2", test::request({"okx"}), now_ms(0)});
  collector.part(part("j2", "okx", 0, 1), partial("okx", 1, {signal("okx", "A/USDT", 70)}));
  EXPECT_EQ(finish(collector, "j1", 1).result.signals.size(), 0U);
  EXPECT_EQ(finish(collector, "j2", 2).result.signals.size(), 1U);
  EXPECT_EQ(collector.jobs(), 0U);
}

TEST(Collector, CountsWhatFitsNoJob) {
  Collector collector("e", kRoomy);
  EXPECT_EQ(collector.find("nobody"), nullptr);
  EXPECT_EQ(collector.part(part("nobody", "okx", 0, 1), partial("okx", 1)), nullptr);
  collector.begin({"j1", test::request({"okx"}), now_ms(0)});
  EXPECT_EQ(collector.begin({"j1", test::request({"okx"}), now_ms(0)}), nullptr);
  EXPECT_NE(collector.part(part("j1", "okx", 0, 1), partial("okx", 1)), nullptr);
  EXPECT_EQ(collector.part(part("j1", "okx", 0, 1), partial("okx", 1)), nullptr);
  EXPECT_EQ(collector.counters().unexpected, 4U);
}

TEST(Collector, AResultPastTheSizeBoundKeepsTheStrongest) {
  constexpr std::size_t kTight = 16'384;
  Collector collector("e", kTight);
  proto::ScanRequest request = test::request({"okx"});
  request.limit = 0;
  request.min_strength = 0;
  collector.begin({"j1", request, now_ms(0)});
  std::vector<proto::Signal> many;
  for (int i = 0; i < 400; ++i)
    many.push_back(signal("okx", "C" + std::to_string(i) + "/USDT", i % 101));
  collector.part(part("j1", "okx", 0, 1), partial("okx", 1, many));
  const auto finished = finish(collector, "j1", 1);
  EXPECT_LE(finished.encoded->size(), kTight);
  EXPECT_GT(finished.encoded->size(), kTight / 2);
  EXPECT_TRUE(finished.result.truncated);
  EXPECT_EQ(finished.result.signals.front().analysis.strength, 100);
  EXPECT_EQ(collector.counters().results_shortened, 1U);
}

TEST(Collector, FinishOfAnUnknownJobIsABrokenInvariant) {
  Collector collector("e", kRoomy);
  EXPECT_THROW((void)finish(collector, "nobody", 1), std::logic_error);
}

}  // namespace
}  // namespace scand::broker
