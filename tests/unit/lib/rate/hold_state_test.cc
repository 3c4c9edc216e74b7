#include "lib/rate/hold_state.h"

#include <gtest/gtest.h>

namespace scand::lib::rate {
namespace {

using proto::ErrorKind;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr base::MonoTime kStart{seconds(1000)};

TEST(HoldState, NothingLeavesBeforeTheEndAndAMargin) {
  HoldState state;
  EXPECT_EQ(state.ready(kStart), kStart);
  state.hold(kStart + seconds(30), ErrorKind::banned, kStart);
  EXPECT_EQ(state.ready(kStart), kStart + seconds(31));
  EXPECT_EQ(state.why(kStart + seconds(30)), ErrorKind::banned);
  EXPECT_EQ(state.left(kStart + seconds(30)), seconds(1));
  EXPECT_EQ(state.why(kStart + seconds(31)), std::nullopt);
  EXPECT_EQ(state.left(kStart + seconds(40)), seconds(0));
}

TEST(HoldState, OneCallTriesAndTheOthersFollow) {
  HoldState state;
  state.hold(kStart + seconds(30), ErrorKind::rate_limited, kStart);
  const auto end = kStart + seconds(35);  // nobody asked at once
  EXPECT_EQ(state.ready(end), end);
  state.sent(end);
  EXPECT_EQ(state.ready(end), end + seconds(2));
  state.sent(end + seconds(2));
  EXPECT_EQ(state.ready(end + seconds(2)), end + seconds(2));
}

TEST(HoldState, TheTrialIsNoLongerThanTheHold) {
  HoldState state;
  state.hold(kStart, ErrorKind::rate_limited, kStart);  // no time stated: the margin alone
  state.sent(kStart + seconds(1));
  EXPECT_EQ(state.ready(kStart + seconds(1)), kStart + seconds(2));
}

TEST(HoldState, OnlyALaterEndCounts) {
  HoldState state;
  state.hold(kStart + seconds(600), ErrorKind::banned, kStart);
  state.hold(kStart + seconds(5), ErrorKind::rate_limited, kStart + seconds(1));
  EXPECT_EQ(state.why(kStart + seconds(2)), ErrorKind::banned);
  EXPECT_EQ(state.ready(kStart + seconds(2)), kStart + seconds(601));
  state.hold(kStart + seconds(900), ErrorKind::blocked, kStart + seconds(2));
  EXPECT_EQ(state.why(kStart + seconds(2)), ErrorKind::blocked);
}

TEST(HoldState, ATrialThatFailsHoldsAgain) {
  HoldState state;
  state.hold(kStart + seconds(9), ErrorKind::rate_limited, kStart);
  state.sent(kStart + seconds(10));
  state.hold(kStart + seconds(20), ErrorKind::rate_limited,
             kStart + seconds(10) + milliseconds(80));
  EXPECT_EQ(state.ready(kStart + seconds(13)), kStart + seconds(21));
  state.sent(kStart + seconds(21));
  EXPECT_EQ(state.ready(kStart + seconds(21)), kStart + seconds(23));
}

}  // namespace
}  // namespace scand::lib::rate
