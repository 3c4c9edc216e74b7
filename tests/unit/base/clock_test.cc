#include "lib/base/clock.h"

#include <gtest/gtest.h>

namespace scand::base {
namespace {

using namespace std::chrono_literals;

TEST(Clock, SecondsAndNanosAreInverse) {
  EXPECT_EQ(seconds(1500ms), 1.5);
  EXPECT_EQ(nanos(1.5), 1500ms);
  EXPECT_EQ(unix_ms(from_unix_ms(1'700'000'000'123)), 1'700'000'000'123);
}

TEST(Clock, TheSystemClockDoesNotRunBackwards) {
  const SystemClock clock;
  const Now first = clock.now();
  const Now second = clock.now();
  EXPECT_GE(second.mono, first.mono);
  EXPECT_GT(first.mono, MonoTime{});
  EXPECT_GT(unix_ms(first.wall), 1'600'000'000'000) << "milliseconds, not seconds";
}

TEST(Clock, AManualClockMovesBothTimesTogether) {
  ManualClock clock(from_unix_ms(1'000));
  EXPECT_EQ(clock.mono(), MonoTime{});
  clock.advance(2s + 999'999ns);
  EXPECT_EQ(clock.mono(), MonoTime(2s + 999'999ns));
  EXPECT_EQ(unix_ms(clock.wall()), 3'000) << "wall time is in whole milliseconds";
}

}  // namespace
}  // namespace scand::base
