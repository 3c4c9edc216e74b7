#include "lib/rate/sliding_log.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "start.h"

#include "tests/kit/support/metering_server.h"

namespace scand::lib::rate {
namespace {

using base::Nanos;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Nanos kTick{1};

TEST(SlidingLog, CountsForItsSpan) {
  SlidingLog log(seconds(2));
  log.add(1000, kStart);
  log.add(500, kStart + seconds(1));
  EXPECT_EQ(log.sum(kStart + seconds(1)), 1500);
  EXPECT_EQ(log.sum(kStart + seconds(2)), 1500);
  EXPECT_EQ(log.sum(kStart + seconds(2) + kTick), 500);
  EXPECT_EQ(log.sum(kStart + seconds(3) + kTick), 0);
}

TEST(SlidingLog, KnowsWhenThereIsRoom) {
  SlidingLog log(seconds(2));
  log.add(1000, kStart);
  log.add(1000, kStart + milliseconds(100));
  const auto now = kStart + seconds(1);
  EXPECT_EQ(log.ready(1000, 3000, now), now);
  EXPECT_EQ(log.ready(2000, 3000, now), kStart + seconds(2) + kTick);
  EXPECT_EQ(log.ready(3000, 3000, now), kStart + milliseconds(2100) + kTick);
  EXPECT_EQ(log.ready(1000, 3000, now, 2000), kStart + milliseconds(2100) + kTick);
  EXPECT_EQ(log.ready(1000, 3000, now, 3000), now + seconds(2) + kTick);
}

TEST(SlidingLog, ACallAboveTheCapGoesAlone) {
  SlidingLog log(seconds(2));
  EXPECT_EQ(log.ready(5000, 3000, kStart), kStart);
  log.add(1, kStart);
  EXPECT_EQ(log.ready(5000, 3000, kStart), kStart + seconds(2) + kTick);
  log.add(5000, kStart + seconds(3));
  EXPECT_EQ(log.ready(1, 3000, kStart + seconds(3)), kStart + seconds(5) + kTick);
}

TEST(SlidingLog, TakesWhatLiesInThePast) {
  SlidingLog log(seconds(2));
  log.add(10, kStart);
  log.add(20, kStart - seconds(1));
  EXPECT_EQ(log.sum(kStart), 30);
  EXPECT_EQ(log.sum(kStart + milliseconds(1500)), 10);
  log.forget(kStart + milliseconds(1500));
  EXPECT_EQ(log.entries(), 1U);
}

TEST(SlidingLog, ItsMemoryIsBounded) {
  SlidingLog log(seconds(300));
  auto now = kStart;
  for (int i = 0; i < 300'000; ++i) {
    now += milliseconds(1);
    log.forget(now);
    log.add(1000, now);
  }
  EXPECT_LE(log.entries(), 1026U);
  // Never less than what was sent, and little more.
  EXPECT_GE(log.sum(now), 300'000'000);
  EXPECT_LE(log.sum(now), 301'000'000);
}

TEST(SlidingLog, WhatIsLoggedTogetherIsForgottenAtItsLastPart) {
  SlidingLog log(seconds(2));
  const auto last = kStart + std::chrono::microseconds(100);
  log.add(1000, kStart);
  log.add(1000, last);
  ASSERT_EQ(log.entries(), 1U);
  EXPECT_EQ(log.sum(last + seconds(2)), 2000);
  EXPECT_EQ(log.sum(last + seconds(2) + kTick), 0);
}

TEST(SlidingLog, WhatLeftLaterCountsFromThen) {
  SlidingLog log(seconds(2));
  log.add(1000, kStart);
  log.add(500, kStart);
  log.move(500, kStart, kStart + seconds(1));
  EXPECT_EQ(log.sum(kStart + seconds(1)), 1500);
  EXPECT_EQ(log.sum(kStart + milliseconds(2500)), 500);
  log.move(1000, kStart, kStart - seconds(1));  // never earlier
  log.move(9000, kStart, kStart + seconds(1));  // more than there is
  log.move(10, kStart + seconds(9), kStart + seconds(10));
  EXPECT_EQ(log.sum(kStart + seconds(2)), 1500);
  EXPECT_EQ(log.sum(kStart + milliseconds(2500)), 500);
}

// The property that the whole limiter rests on.
RC_GTEST_PROP(SlidingLog, NoWindowAtTheServerHoldsMoreThanTheCap, ()) {
  const Nanos window = milliseconds(*rc::gen::inRange(50, 60'000));
  const Nanos jitter = milliseconds(*rc::gen::inRange(0, 1000));
  const Units cap = *rc::gen::inRange<Units>(500, 100'000);
  SlidingLog log(window + jitter);
  test::MeteringServer server;
  base::MonoTime now = kStart;
  Units costliest = cap;
  for (int i = 0; i < 200; ++i) {
    const Units cost = *rc::gen::weightedOneOf<Units>(
        {{8, rc::gen::inRange<Units>(1, cap / 4 + 2)}, {1, rc::gen::inRange<Units>(cap, cap * 2)}});
    now =
        log.ready(cost, cap, now + Nanos(*rc::gen::inRange<std::int64_t>(0, window.count() / 20)));
    log.add(cost, now);
    costliest = std::max(costliest, cost);
    server.arrive(now + Nanos(*rc::gen::inRange<std::int64_t>(0, jitter.count() + 1)),
                  static_cast<double>(cost));
  }
  RC_ASSERT(server.peak(window) <= static_cast<double>(costliest));
}

}  // namespace
}  // namespace scand::lib::rate
