#include "lib/rate/budget.h"

#include <atomic>
#include <gtest/gtest.h>
#include <stdexcept>
#include <thread>
#include <vector>

#include "start.h"

#include "tests/kit/support/metering_server.h"

namespace scand::lib::rate {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

BudgetSpec hundred_a_second() {
  BudgetSpec spec;
  spec.group = "venue";
  spec.buckets = {{"calls", 100, seconds(1), 1, 1}};
  return spec;
}

TEST(BudgetLimiter, TellsItsState) {
  BudgetLimiter limiter(hundred_a_second(), "10.0.0.1", kStart);
  EXPECT_TRUE(limiter.acquire({{"calls", 30}}, kStart).granted);
  EXPECT_FALSE(limiter.acquire({{"calls", 61}}, kStart).granted);
  limiter.report({.bucket = "calls", .used = 40}, kStart);
  limiter.hold(kStart + seconds(9), proto::ErrorKind::banned, kStart);
  const auto told = limiter.status(kStart);
  EXPECT_EQ(told.group, "venue");
  EXPECT_EQ(told.egress_address, "10.0.0.1");
  ASSERT_EQ(told.buckets.size(), 1U);
  EXPECT_EQ(told.buckets[0].name, "calls");
  EXPECT_EQ(told.buckets[0].limit, 100);
  EXPECT_EQ(told.buckets[0].allowed, 90);
  EXPECT_EQ(told.buckets[0].used, 40);
  EXPECT_EQ(told.buckets[0].window_seconds, 1);
  EXPECT_EQ(told.hold_seconds, 10);
  EXPECT_EQ(told.hold_kind, proto::ErrorKind::banned);
  EXPECT_EQ(told.share_factor, 0.5);
  EXPECT_EQ(told.granted, 1U);
  EXPECT_EQ(told.refused, 1U);
  EXPECT_EQ(told.holds, 1U);
}

TEST(BudgetLimiter, RefusesASpecThatCannotBeKept) {
  auto spec = hundred_a_second();
  spec.buckets[0].limit = -1;
  EXPECT_THROW(BudgetLimiter(spec, "", kStart), std::invalid_argument);
}

// Eight workers on one budget, time running on meanwhile: the server's worst window stays within
// the share, and every call is either granted or refused.
TEST(BudgetLimiter, ManyThreadsShareOneBudget) {
  BudgetLimiter limiter(hundred_a_second(), "", kStart);
  std::atomic<std::int64_t> elapsed_ns{0};
  base::Guarded<test::MeteringServer> server;
  const auto work = [&] {
    for (int i = 0; i < 2000; ++i) {
      const base::MonoTime now = kStart + base::Nanos(elapsed_ns.fetch_add(1'000'000));
      const Grant grant = limiter.acquire({{"calls", 1}}, now);
      // A thread that was overtaken since it read the clock leaves when its grant says.
      if (!grant.granted) continue;
      server.with([&](auto& meter) { meter.arrive(grant.not_before, 1); });
      if (i % 10 == 0) limiter.report({.bucket = "calls", .used = 1}, now);
      if (i % 10 == 1) (void)limiter.status(now);
    }
  };
  {
    std::vector<std::jthread> workers;
    for (int i = 0; i < 8; ++i)
      workers.emplace_back(work);
  }
  const auto told = limiter.status(kStart + seconds(16));
  EXPECT_EQ(told.granted + told.refused, 16'000U);
  const double arrived = server.with([](const auto& meter) { return meter.total(); });
  EXPECT_EQ(arrived, static_cast<double>(told.granted));
  EXPECT_LE(server.with([](const auto& meter) { return meter.peak(seconds(1)); }), 90);
  EXPECT_GE(told.granted, 900U);  // 16 s of 90 in 1.4 s
}

}  // namespace
}  // namespace scand::lib::rate
