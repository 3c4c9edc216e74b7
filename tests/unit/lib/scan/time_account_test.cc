#include "lib/scan/time_account.h"

#include <gtest/gtest.h>

namespace scand::lib {
namespace {

using State = TimeAccount::State;

base::MonoTime at(int ms) {
  return base::MonoTime(std::chrono::milliseconds(ms));
}
constexpr std::int64_t kMs = 1'000'000;

TEST(TimeAccount, EveryInstantIsCountedOnce) {
  TimeAccount account(at(100));
  account.enter(State::limiter, at(110));
  account.enter(State::network, at(130));
  account.enter(State::compute, at(170));
  account.end_init(at(175));
  account.enter(State::network, at(180));
  const auto timing = account.close(at(200));
  EXPECT_EQ(timing.compute_ns, 20 * kMs);
  EXPECT_EQ(timing.limiter_ns, 20 * kMs);
  EXPECT_EQ(timing.network_ns, 60 * kMs);
  EXPECT_EQ(timing.duration_ns, 100 * kMs);
  EXPECT_EQ(timing.init_ns, 75 * kMs);
  EXPECT_EQ(timing.scan_ns, 25 * kMs);
}

TEST(TimeAccount, ATaskThatNeverGotItsListsIsAllInit) {
  TimeAccount account(at(0));
  account.enter(State::network, at(10));
  const auto timing = account.close(at(50));
  EXPECT_EQ(timing.init_ns, 50 * kMs);
  EXPECT_EQ(timing.scan_ns, 0);
}

TEST(TimeAccount, AnEarlierTimeAddsNothing) {
  TimeAccount account(at(10));
  account.enter(State::network, at(20));
  account.enter(State::compute, at(15));
  const auto timing = account.close(at(30));
  EXPECT_EQ(timing.limiter_ns + timing.network_ns + timing.compute_ns, timing.duration_ns);
  EXPECT_EQ(timing.duration_ns, 20 * kMs);
}

}  // namespace
}  // namespace scand::lib
