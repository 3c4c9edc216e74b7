#include "lib/rate/limiter_registry.h"

#include <gtest/gtest.h>
#include <stdexcept>
#include <thread>

#include "start.h"

namespace scand::lib::rate {
namespace {

using std::chrono::seconds;

BudgetSpec group(const std::string& name, const std::string& bucket = "calls") {
  BudgetSpec spec;
  spec.group = name;
  spec.buckets = {{bucket, 10, seconds(1), 1, 1}};
  return spec;
}

TEST(LimiterRegistry, OneBudgetForAGroupAndAnAddress) {
  LimiterRegistry registry;
  const auto one = registry.limiter(group("a"), "10.0.0.1", kStart);
  EXPECT_EQ(registry.limiter(group("a"), "10.0.0.1", kStart), one);
  EXPECT_NE(registry.limiter(group("a"), "10.0.0.2", kStart), one);
  EXPECT_NE(registry.limiter(group("b"), "10.0.0.1", kStart), one);
  const auto reported = registry.status(kStart);
  ASSERT_EQ(reported.size(), 3U);
  EXPECT_EQ(reported[0].group, "a");
  EXPECT_EQ(reported[0].egress_address, "10.0.0.1");
  EXPECT_EQ(reported[2].group, "b");
}

TEST(LimiterRegistry, ExchangesOfOneGroupMergeTheirBuckets) {
  LimiterRegistry registry;
  const auto spot = registry.limiter(group("a", "spot"), "", kStart);
  EXPECT_THROW((void)spot->acquire({{"futures", 1}}, kStart), std::logic_error);
  (void)registry.limiter(group("a", "futures"), "", kStart);
  EXPECT_TRUE(spot->acquire({{"futures", 1}, {"spot", 1}}, kStart).granted);
}

TEST(LimiterRegistry, ASpecThatCannotBeKeptLeavesNothingBehind) {
  LimiterRegistry registry;
  auto broken = group("a");
  broken.buckets[0].window = seconds(0);
  EXPECT_THROW((void)registry.limiter(broken, "", kStart), std::invalid_argument);
  EXPECT_TRUE(registry.status(kStart).empty());
}

TEST(LimiterRegistry, WorkersAskAtOnce) {
  LimiterRegistry registry;
  const auto ask = [&registry] {
    for (int i = 0; i < 200; ++i) {
      const auto limiter = registry.limiter(group("g" + std::to_string(i % 4)), "", kStart);
      (void)limiter->acquire({{"calls", 1}}, kStart);
    }
  };
  { const std::jthread one(ask), two(ask), three(ask), four(ask); }
  const auto reported = registry.status(kStart);
  ASSERT_EQ(reported.size(), 4U);
  for (const auto& budget : reported)
    EXPECT_EQ(budget.granted, 9U);
}

TEST(LimiterRegistry, NotifiesTheNewestStateLastFromAnyThread) {
  std::vector<HoldMemory> reported;  // the calls come one at a time
  LimiterRegistry registry([&reported](const auto& name, const auto& address, const auto& memory) {
    EXPECT_EQ(name + address, "a10.0.0.1");
    reported.push_back(memory);
  });
  const auto limiter = registry.limiter(group("a"), "10.0.0.1", kStart);
  const auto shut_out = [&limiter](int from) {
    for (int i = from; i < from + 200; ++i)
      limiter->hold(kStart + seconds(i), proto::ErrorKind::banned, kStart);
  };
  { const std::jthread one(shut_out, 10), two(shut_out, 50), three(shut_out, 100); }
  ASSERT_FALSE(reported.empty());
  EXPECT_EQ(reported.back().hold.until, kStart + seconds(300));
  for (std::size_t i = 1; i < reported.size(); ++i)
    EXPECT_LT(reported[i - 1].hold.until, reported[i].hold.until);
}

}  // namespace
}  // namespace scand::lib::rate
