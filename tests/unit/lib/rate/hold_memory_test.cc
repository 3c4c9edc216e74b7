#include "lib/rate/hold_memory.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace scand::lib::rate {
namespace {

using proto::ErrorKind;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// The monotonic clocks of two processes have nothing in common.
constexpr base::WallTime kWall = base::from_unix_ms(1'764'000'000'000);
constexpr base::Now kBefore{base::MonoTime(seconds(5000)), kWall};

base::Now after(std::chrono::milliseconds passed) {
  return {base::MonoTime(seconds(3)), kWall + passed};
}

HoldMemory banned_for_ten_minutes() {
  HoldMemory memory;
  memory.hold = {HoldPhase::banned, kBefore.mono + minutes(10), ErrorKind::blocked};
  memory.share = {0.25, kBefore.mono - minutes(7), kBefore.mono};
  return memory;
}

TEST(HoldMemory, IsOneReadableLine) {
  EXPECT_EQ(encode(banned_for_ten_minutes(), kBefore),
            "1 banned 1764000600000 blocked 0.250000 1763999580000 1764000000000 1764000000000");
}

TEST(HoldMemory, ABanOutlivesTheProcessByTheWallClock) {
  const auto now = after(minutes(4));
  const auto found = decode_hold(encode(banned_for_ten_minutes(), kBefore), now);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->hold.phase, HoldPhase::banned);
  EXPECT_EQ(found->hold.why, ErrorKind::blocked);
  EXPECT_EQ(found->hold.until, now.mono + minutes(6));
  EXPECT_EQ(found->share.changed, now.mono - minutes(11));
  EXPECT_EQ(found->share.last_refusal, now.mono - minutes(4));
}

TEST(HoldMemory, AClockThatWentBackNeitherLengthensNorLiftsAHold) {
  const auto text = encode(banned_for_ten_minutes(), kBefore);
  for (const auto back : {std::chrono::seconds(1), seconds(hours(24 * 400))}) {
    const auto now = after(-back);
    EXPECT_EQ(decode_hold(text, now)->hold.until, now.mono + minutes(10));
    EXPECT_EQ(decode_hold(text, now)->share.last_refusal, now.mono);
  }
}

TEST(HoldMemory, NoHoldIsLongerThanAWeek) {
  const auto now = after(seconds(0));
  const auto found = decode_hold("1 banned 250000000000000 banned 1 0 - 1764000000000", now);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->hold.until, now.mono + hours(24 * 7));
  EXPECT_EQ(found->share.last_refusal, std::nullopt);
}

TEST(HoldMemory, TheShareRecoversByTheTimeThatPassed) {
  HoldMemory memory;
  memory.share = {0.5, kBefore.mono, kBefore.mono};
  const auto now = after(minutes(20));
  ShareControl share;
  share.restore(decode_hold(encode(memory, kBefore), now)->share);
  EXPECT_DOUBLE_EQ(share.factor(now.mono), 0.7);
}

TEST(HoldMemory, WhatItDidNotWriteIsNotRead) {
  const auto now = after(seconds(0));
  const std::string good = "1 banned 1764000600000 blocked 0.25 1763999580000 - 1764000000000";
  ASSERT_TRUE(decode_hold(good, now));
  for (const char* bad :
       {"", "1", "2 banned 1764000600000 blocked 0.25 1763999580000 - 1764000000000",
        "1 shut 1764000600000 blocked 0.25 1763999580000 - 1764000000000",
        "1 banned 1764000600000 angry 0.25 1763999580000 - 1764000000000",
        "1 banned -5 blocked 0.25 1763999580000 - 1764000000000",
        "1 banned 99999999999999999999 blocked 0.25 1763999580000 - 1764000000000",
        "1 banned 1764000600000 blocked nan 1763999580000 - 1764000000000",
        "1 banned 1764000600000 blocked 0 1763999580000 - 1764000000000",
        "1 banned 1764000600000 blocked 1.5 1763999580000 - 1764000000000",
        "1 banned 1764000600000 blocked 0.25 - - 1764000000000",
        "1 banned 1764000600000 blocked 0.25 1763999580000 - 1764000000000 9",
        "1 banned 1764000600000 blocked 0.25 1763999580000 -"}) {
    EXPECT_FALSE(decode_hold(bad, now)) << bad;
  }
  EXPECT_FALSE(decode_hold(std::string(1u << 20, ' '), now));
}

RC_GTEST_PROP(HoldMemory, GarbageNeitherThrowsNorHoldsForEver, (const std::string& noise)) {
  std::string text = encode(banned_for_ten_minutes(), kBefore);
  const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
  text.replace(at, *rc::gen::inRange<std::size_t>(0, 6), noise);
  const auto now = after(seconds(*rc::gen::inRange(-2'000'000'000, 2'000'000'000)));
  if (const auto found = decode_hold(text, now)) {
    RC_ASSERT(found->hold.until <= now.mono + kLongestKeptHold);
    RC_ASSERT(found->share.changed <= now.mono);
  }
}

}  // namespace
}  // namespace scand::lib::rate
