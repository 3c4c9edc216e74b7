#include "lib/rate/waiting_line.h"

#include <gtest/gtest.h>

#include "start.h"

namespace scand::lib::rate {
namespace {

using std::chrono::seconds;

const Cost kCheap{{"b", 1}};
const Cost kCostly{{"b", 50}};

TEST(WaitingLine, KeepsTheOrderOfArrival) {
  WaitingLine line;
  line.wait(kCostly, kStart + seconds(5));
  line.wait(kCheap, kStart + seconds(1));
  line.wait(kCostly, kStart + seconds(6));  // asks again: keeps its place
  ASSERT_EQ(line.places().size(), 2U);
  EXPECT_EQ(line.places()[0].cost, kCostly);
  EXPECT_EQ(line.places()[0].expires, kStart + seconds(6) + WaitingLine::kGrace);
  line.served(kCostly);
  line.wait(kCostly, kStart + seconds(5));
  EXPECT_EQ(line.places()[0].cost, kCheap);
}

TEST(WaitingLine, APlaceThatNobodyClaimsIsLost) {
  WaitingLine line;
  line.wait(kCostly, kStart);
  line.forget(kStart + WaitingLine::kGrace - base::Nanos(1));
  EXPECT_EQ(line.places().size(), 1U);
  line.forget(kStart + WaitingLine::kGrace);
  EXPECT_TRUE(line.places().empty());
}

TEST(WaitingLine, IsBounded) {
  WaitingLine line;
  for (int i = 0; i < 1000; ++i)
    line.wait({{"b", i}}, kStart);
  EXPECT_EQ(line.places().size(), WaitingLine::kPlacesMax);
}

}  // namespace
}  // namespace scand::lib::rate
