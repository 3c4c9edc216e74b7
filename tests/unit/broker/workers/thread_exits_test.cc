#include "broker/workers/thread_exits.h"

#include <gtest/gtest.h>
#include <thread>

namespace scand::broker {
namespace {

using std::chrono::milliseconds;

TEST(ThreadExits, WaitsForTheLastThread) {
  ThreadExits exits;
  exits.on_begin(1);
  exits.on_begin(2);
  std::jthread first([&] { exits.on_end(1); });
  std::jthread second([&] { exits.on_end(2); });
  EXPECT_TRUE(exits.wait_for_all(milliseconds(10'000)));
  EXPECT_TRUE(exits.has_ended(1));
  EXPECT_TRUE(exits.has_ended(2));
}

TEST(ThreadExits, DoesNotWaitLongerThanItsLimit) {
  ThreadExits exits;
  exits.on_begin(1);
  EXPECT_FALSE(exits.wait_for_all(milliseconds(1)));
  EXPECT_FALSE(exits.has_ended(1));
}

TEST(ThreadExits, NoThreadsMeansNoWait) {
  EXPECT_TRUE(ThreadExits().wait_for_all(milliseconds(0)));
}

}  // namespace
}  // namespace scand::broker
