#include "broker/core/fair_clock.h"

#include <gtest/gtest.h>
#include <string>

namespace scand::broker {
namespace {

TEST(FairClock, ALanesWorkIsSpreadOut) {
  FairClock clock;
  const FairTag first = clock.charge("a");
  clock.came("a");
  const FairTag second = clock.charge("a");
  clock.came("a");
  EXPECT_GT(second, first);
  EXPECT_EQ(clock.charge("b"), first) << "another lane is not behind the pile";
}

TEST(FairClock, WaitingWorkIsNotOvertakenForEver) {
  FairClock clock;
  (void)clock.charge("patient");
  const FairTag waiting = clock.charge("patient");
  clock.came("patient");
  // New lanes keep coming with one piece each; in time their tags are behind the one that waits.
  int overtakers = 0;
  for (; overtakers < 100; ++overtakers) {
    const std::string lane = "new" + std::to_string(overtakers);
    if (clock.charge(lane) > waiting) break;
    clock.came(lane);
    clock.served();
    clock.left(lane);
  }
  EXPECT_LE(overtakers, 3) << "two lanes have work: a round is two turns";
}

TEST(FairClock, AllStartLevelWhenNothingWaits) {
  FairClock clock;
  for (int i = 0; i < 5; ++i) {
    (void)clock.charge("greedy");
    clock.came("greedy");
  }
  for (int i = 0; i < 5; ++i)
    clock.left("greedy");
  EXPECT_EQ(clock.charge("greedy"), clock.charge("new"));
}

TEST(FairClock, IdleLanesAreForgottenPastABound) {
  FairClock clock;
  (void)clock.charge("busy");
  clock.came("busy");
  const FairTag next = clock.charge("busy");
  for (int i = 0; i < 10'000; ++i) {
    (void)clock.charge(std::to_string(i));
    EXPECT_LE(clock.lanes(), FairClock::kIdleLanesKept + 1);
  }
  EXPECT_GT(clock.charge("busy"), next) << "a lane with work is remembered";
}

TEST(FairClock, LeavingWithoutHavingComeIsNothing) {
  FairClock clock;
  clock.left("nobody");
  EXPECT_EQ(clock.lanes(), 0U);
}

}  // namespace
}  // namespace scand::broker
