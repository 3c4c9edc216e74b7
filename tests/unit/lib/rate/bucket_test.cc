#include "lib/rate/bucket.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <rapidcheck/gtest.h>
#include <stdexcept>

#include "start.h"

#include "tests/kit/support/metering_server.h"

namespace scand::lib::rate {
namespace {

using base::Nanos;
using std::chrono::milliseconds;
using std::chrono::seconds;

BudgetSpec budget(double share = 0.9) {
  BudgetSpec spec;
  spec.group = "test";
  spec.share = share;
  return spec;
}
BucketSpec limit_of(double limit, Nanos window, double costliest = 1, double burst_share = 0.1) {
  return {"b", limit, window, costliest, burst_share};
}

Bucket spent(double units) {
  Bucket bucket(limit_of(100, seconds(10), 10, 1), budget(), kStart);
  bucket.take(cost_units(units), kStart);
  return bucket;
}

TEST(Bucket, PacesLargeLimitsOnly) {
  EXPECT_TRUE(Bucket(limit_of(6000, seconds(60), 80), budget(), kStart).paced());
  EXPECT_TRUE(Bucket(limit_of(300, seconds(10), 40), budget(), kStart).paced());
  EXPECT_FALSE(Bucket(limit_of(100, seconds(10), 31), budget(), kStart).paced());
  EXPECT_FALSE(Bucket(limit_of(1, seconds(1)), budget(), kStart).paced());
  EXPECT_FALSE(Bucket(limit_of(6000, seconds(60), 80, 1), budget(), kStart).paced());
}

TEST(Bucket, FollowsTheFormula) {
  // 200 in 10 s: burst 20, then (180 - 20) in 10.4 s.
  Bucket bucket(limit_of(200, seconds(10)), budget(), kStart);
  EXPECT_EQ(bucket.allowed(), 180);
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(bucket.ready(1000, kStart), kStart);
    bucket.take(1000, kStart);
  }
  EXPECT_EQ(bucket.ready(1000, kStart), kStart + milliseconds(65));
}

TEST(Bucket, ACallThatIsMostOfTheLimitStillLeavesAlone) {
  Bucket bucket(limit_of(1, seconds(1)), budget(), kStart);  // our share is less than one call
  EXPECT_EQ(bucket.ready(1000, kStart), kStart);
  bucket.take(1000, kStart);
  EXPECT_EQ(bucket.ready(1000, kStart), kStart + milliseconds(1400) + Nanos(1));
}

TEST(Bucket, AssumesThatAnEarlierProcessSpent) {
  auto half = budget();
  half.assume_spent = 0.5;
  const Bucket whole(limit_of(100, seconds(10), 10, 1), half, kStart);
  EXPECT_EQ(whole.used(kStart), 45);
  EXPECT_EQ(whole.ready(45'000, kStart), kStart);
  EXPECT_GT(whole.ready(46'000, kStart), kStart);
  const Bucket paced(limit_of(200, seconds(10)), half, kStart);
  EXPECT_EQ(paced.ready(10'000, kStart), kStart);
  EXPECT_GT(paced.ready(11'000, kStart), kStart);
}

TEST(Bucket, RefusesASpecOutOfRange) {
  const auto nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(Bucket(limit_of(0, seconds(1)), budget(), kStart), std::invalid_argument);
  EXPECT_THROW(Bucket(limit_of(nan, seconds(1)), budget(), kStart), std::invalid_argument);
  EXPECT_THROW(Bucket(limit_of(1, seconds(0)), budget(), kStart), std::invalid_argument);
  EXPECT_THROW(Bucket(limit_of(1, seconds(1)), budget(0), kStart), std::invalid_argument);
  EXPECT_THROW(Bucket(limit_of(1, seconds(1)), budget(1.1), kStart), std::invalid_argument);
}

TEST(BucketFeedback, UseThatWeDidNotKnowOfCountsForAWindow) {
  Bucket bucket = spent(10);
  bucket.learn({.bucket = "b", .used = 60}, kStart + seconds(1));
  EXPECT_EQ(bucket.used(kStart + seconds(1)), 60);
  EXPECT_EQ(bucket.used(kStart + seconds(11)), 50);
  EXPECT_EQ(bucket.used(kStart + milliseconds(11'500)), 0);
}

TEST(BucketFeedback, OrUntilTheResetThatWasNamed) {
  Bucket bucket = spent(10);
  bucket.learn({.bucket = "b", .remaining = 0, .reset_in = seconds(3)}, kStart + seconds(1));
  EXPECT_EQ(bucket.used(kStart + seconds(1)), 100);
  EXPECT_EQ(bucket.ready(1000, kStart + seconds(1)), kStart + seconds(4) + Nanos(1));
}

TEST(BucketFeedback, AResetBeyondTheWindowIsNotBelieved) {
  Bucket bucket = spent(0);
  bucket.learn({.bucket = "b", .remaining = 0, .reset_in = seconds(100'000)}, kStart);
  EXPECT_EQ(bucket.ready(1000, kStart), kStart + milliseconds(10'400) + Nanos(1));
}

TEST(BucketFeedback, LessUseThanWeCountChangesNothing) {
  Bucket bucket = spent(50);
  bucket.learn({.bucket = "b", .used = 3, .reset_in = seconds(1)}, kStart);
  bucket.learn({.bucket = "b", .remaining = 99}, kStart);
  EXPECT_EQ(bucket.used(kStart), 50);
  EXPECT_EQ(bucket.used(kStart + seconds(5)), 50);
}

TEST(BucketFeedback, NonsenseChangesNothing) {
  Bucket bucket = spent(50);
  const auto nan = std::numeric_limits<double>::quiet_NaN();
  bucket.learn({.bucket = "b", .used = -5, .remaining = nan, .limit = 0}, kStart);
  bucket.learn({.bucket = "b", .used = nan, .limit = -1, .reset_in = seconds(-5)}, kStart);
  EXPECT_EQ(bucket.used(kStart), 50);
  EXPECT_EQ(bucket.allowed(), 90);
  bucket.learn({.bucket = "b", .used = 1e300}, kStart);
  EXPECT_EQ(bucket.used(kStart), 100);
}

TEST(BucketFeedback, ALowerLimitHoldsUntilAReplySaysOtherwise) {
  Bucket bucket = spent(0);
  bucket.learn({.bucket = "b", .limit = 50}, kStart);
  EXPECT_EQ(bucket.allowed(), 45);
  bucket.learn({.bucket = "b", .limit = 80}, kStart);
  EXPECT_EQ(bucket.allowed(), 72);
  bucket.learn({.bucket = "b", .limit = 5000}, kStart);
  EXPECT_EQ(bucket.allowed(), 90);  // never above the published one
}

TEST(Bucket, TightensToTheStricterForm) {
  Bucket bucket(limit_of(100, seconds(10), 5), budget(), kStart);
  bucket.tighten(limit_of(80, seconds(5), 20), budget(0.5), kStart);
  EXPECT_EQ(bucket.spec(), limit_of(80, seconds(10), 20));
  EXPECT_EQ(bucket.allowed(), 40);
  bucket.tighten(limit_of(500, seconds(20), 1), budget(), kStart);
  EXPECT_EQ(bucket.spec(), limit_of(80, seconds(20), 20));
}

TEST(Bucket, MakesRoomForACostlierCallWithoutABurst) {
  Bucket bucket(limit_of(200, seconds(10)), budget(), kStart);
  for (int i = 0; i < 20; ++i)
    bucket.take(1000, kStart);
  bucket.expect(50'000, kStart);
  EXPECT_GT(bucket.ready(1000, kStart), kStart);
  const auto ready = bucket.ready(50'000, kStart);
  EXPECT_GT(ready, kStart);
  EXPECT_LT(ready, kStart + milliseconds(10'400));
  EXPECT_EQ(bucket.ready(50'000, ready), ready);
}

TEST(Bucket, UsesLessOfItsShareWhenScaled) {
  Bucket bucket(limit_of(100, seconds(10), 10, 1), budget(), kStart);
  bucket.scale(0.5, kStart);
  EXPECT_EQ(bucket.allowed(), 45);
  bucket.scale(1, kStart);
  EXPECT_EQ(bucket.allowed(), 90);
}

struct Drill {
  BucketSpec spec;
  BudgetSpec budget;
};

Drill any_drill() {
  Drill drill;
  drill.spec.limit = *rc::gen::inRange(1, 6000);
  drill.spec.window = milliseconds(*rc::gen::inRange(200, 60'000));
  drill.spec.max_call_cost = *rc::gen::inRange(1, static_cast<int>(drill.spec.limit) / 2 + 2);
  drill.spec.burst_share = *rc::gen::element(0.1, 0.1, 1.0);
  drill.budget.share = *rc::gen::element(0.5, 0.9, 0.95);
  drill.budget.jitter = milliseconds(*rc::gen::inRange(0, 800));
  return drill;
}

// Calls of any cost at any time, delayed by up to the jitter, with calls costlier than announced,
// spells of silence, feedback and changes of the share in between.
RC_GTEST_PROP(Bucket, TheExchangeNeverSeesMoreThanItsLimitInAnyWindow, ()) {
  const Drill drill = any_drill();
  Bucket bucket(drill.spec, drill.budget, kStart);
  test::MeteringServer server;
  base::MonoTime now = kStart;
  double costliest = 0;
  for (int i = 0; i < 250; ++i) {
    const auto pause = *rc::gen::weightedOneOf<std::int64_t>(
        {{8, rc::gen::just<std::int64_t>(0)},
         {1, rc::gen::inRange<std::int64_t>(0, drill.spec.window.count() / 3)}});
    now += Nanos(pause);
    if (*rc::gen::inRange(0, 20) == 0) bucket.scale(*rc::gen::element(0.25, 0.5, 1.0), now);
    if (*rc::gen::inRange(0, 20) == 0) {
      bucket.learn({.bucket = "b", .used = static_cast<double>(*rc::gen::inRange(0, 100))}, now);
    }
    const bool costly = *rc::gen::inRange(0, 40) == 0;
    const double cost =
        *rc::gen::inRange(1, static_cast<int>(drill.spec.max_call_cost) + 1) * (costly ? 1.5 : 1.0);
    bucket.expect(cost_units(cost), now);
    now = bucket.ready(cost_units(cost), now);
    bucket.take(cost_units(cost), now);
    costliest = std::max(costliest, cost);
    server.arrive(now + Nanos(*rc::gen::inRange<std::int64_t>(0, drill.budget.jitter.count() + 1)),
                  cost);
  }
  const double allowed = drill.budget.share * drill.spec.limit;
  RC_ASSERT(server.peak(drill.spec.window) <= std::max(allowed, costliest) + 1e-6);
}

// A bucket that is asked all the time reaches the rate that the formulas promise.
RC_GTEST_PROP(Bucket, UsesWhatItMay, ()) {
  Drill drill = any_drill();
  drill.spec.limit = *rc::gen::inRange(20, 6000);
  drill.spec.max_call_cost = 1;
  Bucket bucket(drill.spec, drill.budget, kStart);
  const auto span = drill.spec.window + drill.budget.jitter;
  base::MonoTime now = kStart;
  double sent = 0;
  while (now < kStart + 3 * span) {
    bucket.take(1000, now);
    sent += 1;
    now = bucket.ready(1000, now);
  }
  const double ours = drill.budget.share * drill.spec.limit;
  const double burst = std::max(0.1 * drill.spec.limit, 1.0);
  const double promised = bucket.paced() ? burst + 3 * (ours - burst) : 3 * std::floor(ours);
  RC_ASSERT(sent >= 0.98 * promised - 1);
}

}  // namespace
}  // namespace scand::lib::rate
