#include "lib/rate/hold_state.h"

#include <gtest/gtest.h>

#include "start.h"

namespace scand::lib::rate {
namespace {

using proto::ErrorKind;
using std::chrono::milliseconds;
using std::chrono::seconds;

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
  const auto end = kStart + seconds(35);  // later than the end: nobody asked at once
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

TEST(HoldState, GoesThroughItsPhases) {
  HoldState state;
  EXPECT_EQ(state.phase(kStart), HoldPhase::open);
  EXPECT_FALSE(state.sent(kStart));
  EXPECT_TRUE(state.hold(kStart + seconds(9), ErrorKind::rate_limited, kStart));
  EXPECT_EQ(state.phase(kStart), HoldPhase::throttled);
  EXPECT_FALSE(state.hold(kStart + seconds(8), ErrorKind::banned, kStart));
  EXPECT_EQ(state.phase(kStart), HoldPhase::throttled);
  EXPECT_TRUE(state.hold(kStart + seconds(29), ErrorKind::geo_blocked, kStart));
  EXPECT_EQ(state.phase(kStart), HoldPhase::banned);
  const auto end = kStart + seconds(30);
  EXPECT_EQ(state.phase(end), HoldPhase::probing);
  EXPECT_TRUE(state.sent(end));
  EXPECT_EQ(state.phase(end + seconds(1)), HoldPhase::probing);
  EXPECT_EQ(state.phase(end + seconds(2)), HoldPhase::open);
}

TEST(HoldState, IsTheSameAfterItWasRemembered) {
  HoldState state;
  EXPECT_EQ(state.memory(), HoldState::Memory{});
  state.hold(kStart + seconds(29), ErrorKind::banned, kStart);
  HoldState again;
  again.restore(state.memory());
  EXPECT_EQ(again.phase(kStart), HoldPhase::banned);
  EXPECT_EQ(again.why(kStart), ErrorKind::banned);
  EXPECT_EQ(again.ready(kStart), kStart + seconds(30));
  // Long after its end the first call still goes alone.
  const auto later = kStart + seconds(500);
  EXPECT_EQ(again.phase(later), HoldPhase::probing);
  EXPECT_TRUE(again.sent(later));
  EXPECT_EQ(again.ready(later), later + seconds(2));

  HoldState third;
  third.restore(again.memory());
  EXPECT_EQ(third.phase(later), HoldPhase::probing);
  EXPECT_EQ(third.ready(later), later + seconds(2));
}

TEST(HoldState, PhasesHaveNames) {
  for (const auto phase :
       {HoldPhase::open, HoldPhase::throttled, HoldPhase::banned, HoldPhase::probing}) {
    EXPECT_EQ(parse_hold_phase(name(phase)), phase);
  }
  EXPECT_EQ(parse_hold_phase("shut"), std::nullopt);
}

}  // namespace
}  // namespace scand::lib::rate
