#include "lib/base/log_throttle.h"

#include <gtest/gtest.h>

namespace scand::base {
namespace {

using std::chrono::seconds;

constexpr MonoTime kStart{};

TEST(LogThrottle, HoldsBackPastItsBoundAndSaysHowMany) {
  LogThrottle throttle({.lines = 2, .window = seconds(10), .kinds = 8});
  EXPECT_TRUE(throttle.admit("a", kStart));
  EXPECT_TRUE(throttle.admit("a", kStart + seconds(1)));
  EXPECT_FALSE(throttle.admit("a", kStart + seconds(2)));
  EXPECT_FALSE(throttle.admit("a", kStart + seconds(9)));
  EXPECT_TRUE(throttle.admit("b", kStart + seconds(9))) << "another kind is not held back";
  EXPECT_TRUE(throttle.expire(kStart + seconds(9)).empty());
  const auto held = throttle.expire(kStart + seconds(10));
  ASSERT_EQ(held.size(), 1u);
  EXPECT_EQ(held[0].kind, "a");
  EXPECT_EQ(held[0].lines, 2u);
  EXPECT_TRUE(throttle.admit("a", kStart + seconds(10))) << "a new window";
}

TEST(LogThrottle, EachKindHasItsOwnWindow) {
  LogThrottle throttle({.lines = 1, .window = seconds(10), .kinds = 8});
  for (const int at : {0, 1})
    (void)throttle.admit("a", kStart + seconds(at));
  for (const int at : {5, 6})
    (void)throttle.admit("b", kStart + seconds(at));
  EXPECT_EQ(throttle.expire(kStart + seconds(11)).at(0).kind, "a");
  EXPECT_TRUE(throttle.expire(kStart + seconds(14)).empty());
  EXPECT_EQ(throttle.expire(kStart + seconds(15)).at(0).kind, "b");
}

TEST(LogThrottle, AKindThatHeldNothingIsNotReported) {
  LogThrottle throttle({.lines = 2, .window = seconds(10), .kinds = 8});
  (void)throttle.admit("a", kStart);
  EXPECT_TRUE(throttle.expire(kStart + seconds(60)).empty());
}

TEST(LogThrottle, RemembersABoundedNumberOfKinds) {
  LogThrottle throttle({.lines = 1, .window = seconds(10), .kinds = 2});
  EXPECT_TRUE(throttle.admit("a", kStart));
  EXPECT_TRUE(throttle.admit("b", kStart));
  EXPECT_TRUE(throttle.admit("c", kStart));
  EXPECT_TRUE(throttle.admit("c", kStart)) << "not remembered, so never held back";
  EXPECT_FALSE(throttle.admit("a", kStart));
}

TEST(LogThrottle, DrainReportsAll) {
  LogThrottle throttle({.lines = 1, .window = seconds(10), .kinds = 8});
  for (const auto* kind : {"b", "a", "b", "a", "a"})
    (void)throttle.admit(kind, kStart);
  const auto held = throttle.drain();
  ASSERT_EQ(held.size(), 2u);
  EXPECT_EQ(held[0].kind, "a");
  EXPECT_EQ(held[0].lines, 2u);
  EXPECT_EQ(held[1].lines, 1u);
  EXPECT_TRUE(throttle.drain().empty());
}

}  // namespace
}  // namespace scand::base
