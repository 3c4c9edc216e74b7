#include "lib/rate/budget_limiter.h"

#include <atomic>
#include <gtest/gtest.h>
#include <random>
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

TEST(BudgetLimiter, ReportsItsState) {
  BudgetLimiter limiter(hundred_a_second(), "10.0.0.1", kStart);
  EXPECT_TRUE(limiter.acquire({{"calls", 30}}, kStart).granted);
  EXPECT_FALSE(limiter.acquire({{"calls", 61}}, kStart).granted);
  limiter.report({.bucket = "calls", .used = 40}, kStart);
  limiter.hold(kStart + seconds(9), proto::ErrorKind::banned, kStart);
  const auto status = limiter.status(kStart);
  EXPECT_EQ(status.group, "venue");
  EXPECT_EQ(status.egress_address, "10.0.0.1");
  ASSERT_EQ(status.buckets.size(), 1U);
  EXPECT_EQ(status.buckets[0].name, "calls");
  EXPECT_EQ(status.buckets[0].limit, 100);
  EXPECT_EQ(status.buckets[0].allowed, 90);
  EXPECT_EQ(status.buckets[0].used, 40);
  EXPECT_EQ(status.buckets[0].window_seconds, 1);
  EXPECT_EQ(status.hold_seconds, 10);
  EXPECT_EQ(status.hold_kind, proto::ErrorKind::banned);
  EXPECT_EQ(status.share_factor, 0.5);
  EXPECT_EQ(status.granted, 1U);
  EXPECT_EQ(status.refused, 1U);
  EXPECT_EQ(status.holds, 1U);
}

TEST(BudgetLimiter, RefusesASpecThatCannotBeKept) {
  auto spec = hundred_a_second();
  spec.buckets[0].limit = -1;
  EXPECT_THROW(BudgetLimiter(spec, "", kStart), std::invalid_argument);
}

// Eight workers share one budget while time runs on. The server's worst window stays within our
// share, and every call is either granted or refused.
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
  const auto status = limiter.status(kStart + seconds(16));
  EXPECT_EQ(status.granted + status.refused, 16'000U);
  const double arrived = server.with([](const auto& meter) { return meter.total(); });
  EXPECT_EQ(arrived, static_cast<double>(status.granted));
  EXPECT_LE(server.with([](const auto& meter) { return meter.peak(seconds(1)); }), 90);
  EXPECT_GE(status.granted, 900U);  // 16 s of 90 in 1.4 s
}

// The rule of the journal: after any call, the state notified last is the state of the budget. What
// a header teaches (use, limit) lives in the buckets and is forgotten with the process on purpose:
// the next reply says it again. A hold is never learned that way: it always passes hold().
TEST(BudgetLimiter, NotifiesEveryChangeOfWhatItMustRemember) {
  std::mt19937_64 random(7);
  const auto below = [&random](std::uint64_t bound) { return random() % bound; };
  HoldMemory notified;
  std::uint64_t notifications = 0;
  BudgetLimiter limiter(hundred_a_second(), "", kStart,
                        [&](const std::string&, const std::string&, const HoldMemory& memory) {
                          notified = memory;
                          ++notifications;
                        });
  Admission twin(hundred_a_second(), kStart);  // shows the state that the limiter hides
  const auto both = [&](const auto& call) { call(limiter), call(twin); };
  auto tighter = hundred_a_second();
  tighter.buckets[0].limit = 80;

  base::MonoTime now = kStart;
  std::uint64_t changes = 0;
  for (int i = 0; i < 5'000; ++i) {
    now += milliseconds(below(700));
    const Cost cost{{"calls", 1.0 + static_cast<double>(below(20))}};
    const HoldMemory before = twin.memory();
    const auto notifications_before = notifications;
    switch (below(8)) {
      case 0:
        both([&, until = now + milliseconds(below(9'000))](auto& budget) {
          budget.hold(until, proto::ErrorKind::rate_limited, now);
        });
        break;
      case 1:
        if (below(20) == 0)
          both(
              [&](auto& budget) { budget.hold(now + seconds(60), proto::ErrorKind::banned, now); });
        break;
      case 2:
        both([&](auto& budget) { budget.departed(cost, now - milliseconds(200), now); });
        break;
      case 3:
        both([&, left = static_cast<double>(below(100))](auto& budget) {
          budget.report({.bucket = "calls", .remaining = left, .limit = 90, .reset_in = seconds(1)},
                        now);
        });
        EXPECT_EQ(notifications, notifications_before) << "headers speak of buckets alone";
        break;
      case 4:
        both([&](auto& budget) { budget.merge(tighter, now); });
        break;
      default:
        both([&](auto& budget) { (void)budget.acquire(cost, now); });
    }
    if (twin.memory() != before) ++changes;
    ASSERT_EQ(notified, twin.memory()) << "after call " << i;
  }
  EXPECT_EQ(notifications, changes);
  EXPECT_GT(changes, 100U);
}

}  // namespace
}  // namespace scand::lib::rate
