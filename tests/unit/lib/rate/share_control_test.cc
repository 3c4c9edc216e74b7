#include "lib/rate/share_control.h"

#include <gtest/gtest.h>

#include "start.h"

namespace scand::lib::rate {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

TEST(ShareControl, OneRefusalIsForgivenASecondHalves) {
  ShareControl control;
  control.refused(kStart);
  EXPECT_EQ(control.factor(kStart), 1);
  control.refused(kStart + minutes(10));
  EXPECT_EQ(control.factor(kStart + minutes(10)), 0.5);
}

TEST(ShareControl, RefusalsFarApartAreForgiven) {
  ShareControl control;
  for (int i = 0; i < 5; ++i)
    control.refused(kStart + minutes(11) * i);
  EXPECT_EQ(control.factor(kStart + minutes(44)), 1);
}

TEST(ShareControl, ABanHalvesAtOnce) {
  ShareControl control;
  control.banned(kStart);
  EXPECT_EQ(control.factor(kStart), 0.5);
  control.refused(kStart + minutes(1));
  EXPECT_EQ(control.factor(kStart + minutes(1)), 0.25);
}

TEST(ShareControl, IsWonBackInSteps) {
  ShareControl control;
  control.banned(kStart);
  EXPECT_EQ(control.factor(kStart + minutes(5) - seconds(1)), 0.5);
  EXPECT_DOUBLE_EQ(control.factor(kStart + minutes(5)), 0.55);
  EXPECT_DOUBLE_EQ(control.factor(kStart + minutes(25)), 0.75);
  EXPECT_EQ(control.factor(kStart + minutes(50)), 1);
  EXPECT_EQ(control.factor(kStart + minutes(5000)), 1);
}

TEST(ShareControl, HasAFloor) {
  ShareControl control;
  for (int i = 0; i < 20; ++i)
    control.banned(kStart);
  EXPECT_EQ(control.factor(kStart), ShareControl::kLeast);
}

}  // namespace
}  // namespace scand::lib::rate
