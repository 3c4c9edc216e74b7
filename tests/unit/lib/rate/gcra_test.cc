#include "lib/rate/gcra.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "start.h"

#include "lib/rate/units.h"
#include "tests/kit/support/metering_server.h"

namespace scand::lib::rate {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(Gcra, ABurstAtOnceThenOneAtATime) {
  Gcra gcra({.burst = 3000, .allowance = 2000, .period = seconds(1)});  // 3, then 2 a second
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(gcra.ready(1000, kStart), kStart);
    gcra.take(1000, kStart);
  }
  EXPECT_EQ(gcra.spare(kStart), 0);
  EXPECT_EQ(gcra.ready(1000, kStart), kStart + milliseconds(500));
  EXPECT_EQ(gcra.ready(3000, kStart), kStart + milliseconds(1500));
  EXPECT_EQ(gcra.ready(1000, kStart, 1000), kStart + seconds(1));
  EXPECT_EQ(gcra.spare(kStart + seconds(1)), 2000);
  EXPECT_EQ(gcra.spare(kStart + seconds(100)), 3000);
  EXPECT_EQ(gcra.ready(3000, kStart + seconds(100)), kStart + seconds(100));
}

TEST(Gcra, AChangeKeepsWhatCouldLeave) {
  Gcra gcra({.burst = 4000, .allowance = 1000, .period = seconds(1)});
  gcra.take(3000, kStart);
  gcra.change({.burst = 10000, .allowance = 500, .period = seconds(1)}, kStart);
  EXPECT_EQ(gcra.spare(kStart), 1000);
  EXPECT_EQ(gcra.ready(2000, kStart), kStart + seconds(2));
  gcra.change({.burst = 500, .allowance = 500, .period = seconds(1)}, kStart);
  EXPECT_EQ(gcra.spare(kStart), 500);
}

Pace any_pace() {
  return {.burst = *rc::gen::inRange<Units>(1000, 50'000),
          .allowance = *rc::gen::inRange<Units>(1000, 500'000),
          .period = milliseconds(*rc::gen::inRange(100, 60'000))};
}

RC_GTEST_PROP(Gcra, NoIntervalHoldsMoreThanBurstAndRate, ()) {
  const Pace pace = any_pace();
  Gcra gcra(pace);
  test::MeteringServer meter;
  base::MonoTime now = kStart;
  for (int i = 0; i < 300; ++i) {
    const Units cost = *rc::gen::inRange<Units>(1, pace.burst + 1);
    now += base::Nanos(*rc::gen::weightedOneOf<std::int64_t>(
        {{4, rc::gen::just<std::int64_t>(0)},
         {1, rc::gen::inRange<std::int64_t>(0, pace.period.count() / 10)}}));
    now = gcra.ready(cost, now);
    gcra.take(cost, now);
    meter.arrive(now, static_cast<double>(cost));
  }
  for (const int tenths : {1, 5, 10, 30}) {
    const auto interval = pace.period * tenths / 10;
    const double bound =
        static_cast<double>(pace.burst) + static_cast<double>(pace.allowance) * tenths / 10;
    RC_ASSERT(meter.peak(interval) <= bound * (1 + 1e-9));
  }
}

RC_GTEST_PROP(Gcra, UsesAllOfItsRate, ()) {
  const Pace pace = any_pace();
  const Units cost = *rc::gen::inRange<Units>(1, pace.burst + 1);
  Gcra gcra(pace);
  base::MonoTime now = kStart;
  Units sent = 0;
  const base::MonoTime end = kStart + pace.period * 5;
  for (int i = 0; i < 20'000 && now <= end; ++i) {
    gcra.take(cost, now);
    sent += cost;
    now = gcra.ready(cost, now);
  }
  const double passed =
      static_cast<double>((now - kStart).count()) / static_cast<double>(pace.period.count());
  const double due = static_cast<double>(pace.burst) + static_cast<double>(pace.allowance) * passed;
  RC_ASSERT(static_cast<double>(sent + cost) >= due * 0.999);
}

}  // namespace
}  // namespace scand::lib::rate
