#include "broker/workers/thread_exits.h"

#include <gtest/gtest.h>
#include <thread>

namespace scand::broker {
namespace {

using std::chrono::milliseconds;

TEST(ThreadExits, WaitsForTheLast) {
  ThreadExits exits;
  exits.begun(1);
  exits.begun(2);
  std::jthread first([&] { exits.ended(1); });
  std::jthread second([&] { exits.ended(2); });
  EXPECT_TRUE(exits.wait_for_all(milliseconds(10'000)));
  EXPECT_TRUE(exits.has_ended(1));
  EXPECT_TRUE(exits.has_ended(2));
}

TEST(ThreadExits, DoesNotWaitLongerThanAsked) {
  ThreadExits exits;
  exits.begun(1);
  EXPECT_FALSE(exits.wait_for_all(milliseconds(1)));
  EXPECT_FALSE(exits.has_ended(1));
}

TEST(ThreadExits, NothingToWaitForIsOver) {
  EXPECT_TRUE(ThreadExits().wait_for_all(milliseconds(0)));
}

}  // namespace
}  // namespace scand::broker
