#include "lib/http/lookup_gate.h"

#include <gtest/gtest.h>
#include <thread>

namespace scand::lib::http {
namespace {

using std::chrono::seconds;

constexpr base::MonoTime kStart{seconds(100)};

TEST(LookupGate, CountsWhatRuns) {
  LookupGate gate({.running_max = 3});
  EXPECT_TRUE(gate.enter("a", kStart));
  EXPECT_TRUE(gate.enter("a", kStart));
  EXPECT_TRUE(gate.enter("b", kStart));
  EXPECT_EQ(gate.running(kStart), 3U);
  EXPECT_FALSE(gate.enter("c", kStart));
  gate.answered("a");
  EXPECT_TRUE(gate.enter("c", kStart));
  gate.answered("a");
  gate.answered("b");
  gate.answered("c");
  EXPECT_EQ(gate.running(kStart), 0U);
}

TEST(LookupGate, ANameThatHungIsLeftAloneForAWhile) {
  LookupGate gate({.abandoned_per_host = 2, .abandoned_for = seconds(60)});
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(gate.enter("hangs", kStart));
    gate.abandoned("hangs", kStart);
  }
  EXPECT_FALSE(gate.enter("hangs", kStart + seconds(59)));
  EXPECT_TRUE(gate.enter("other", kStart + seconds(59)));
  EXPECT_TRUE(gate.enter("hangs", kStart + seconds(60)));
}

TEST(LookupGate, LookupsLeftBehindCountInTheProcess) {
  LookupGate gate({.running_max = 2, .abandoned_for = seconds(60)});
  ASSERT_TRUE(gate.enter("a", kStart));
  gate.abandoned("a", kStart);
  ASSERT_TRUE(gate.enter("b", kStart));
  gate.abandoned("b", kStart);
  EXPECT_FALSE(gate.enter("c", kStart));
  EXPECT_EQ(gate.running(kStart + seconds(60)), 0U);
  EXPECT_TRUE(gate.enter("c", kStart + seconds(60)));
}

TEST(LookupGate, AnAnswerForgivesTheHost) {
  LookupGate gate({.abandoned_per_host = 1});
  ASSERT_TRUE(gate.enter("a", kStart));
  ASSERT_TRUE(gate.enter("a", kStart));
  gate.abandoned("a", kStart);
  EXPECT_FALSE(gate.enter("a", kStart));
  gate.answered("a");  // the second one
  EXPECT_TRUE(gate.enter("a", kStart));
}

TEST(LookupGate, ManyThreadsShareIt) {
  LookupGate gate({.running_max = 4});
  const auto ask = [&gate] {
    for (int i = 0; i < 1000; ++i) {
      if (!gate.enter("host", kStart)) continue;
      EXPECT_LE(gate.running(kStart), 4U);
      gate.answered("host");
    }
  };
  { const std::jthread one(ask), two(ask), three(ask), four(ask), five(ask), six(ask); }
  EXPECT_EQ(gate.running(kStart), 0U);
}

}  // namespace
}  // namespace scand::lib::http
