#include "lib/base/mailbox.h"

#include <atomic>
#include <gtest/gtest.h>
#include <memory>
#include <poll.h>
#include <thread>

namespace scand::base {
namespace {

bool readable(int fd, int within_ms = 0) {
  pollfd entry{fd, POLLIN, 0};
  return poll(&entry, 1, within_ms) == 1;
}

TEST(Mailbox, KeepsOrderAndSaysFull) {
  Mailbox<int> box(2);
  EXPECT_TRUE(box.try_push(1));
  EXPECT_TRUE(box.try_push(2));
  EXPECT_FALSE(box.try_push(3));
  EXPECT_EQ(box.try_take(), 1);
  EXPECT_EQ(box.try_take(), 2);
  EXPECT_EQ(box.try_take(), std::nullopt);
}

TEST(Mailbox, AFullBoxLeavesTheItemToTheCaller) {
  Mailbox<std::unique_ptr<int>> box(1);
  EXPECT_TRUE(box.try_push(std::make_unique<int>(1)));
  auto second = std::make_unique<int>(2);
  EXPECT_FALSE(box.try_push(second));
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(*second, 2);
}

TEST(Mailbox, APushWakesATakerThatSleeps) {
  Mailbox<int> box(2);
  ASSERT_TRUE(box.arm());
  EXPECT_FALSE(readable(box.fd()));
  ASSERT_TRUE(box.try_push(1));
  ASSERT_TRUE(box.try_push(2));
  EXPECT_TRUE(readable(box.fd()));
  (void)box.try_take();
  EXPECT_FALSE(box.arm()) << "there is another to take";
  (void)box.try_take();
  ASSERT_TRUE(box.arm());
  EXPECT_FALSE(readable(box.fd()));
  ASSERT_TRUE(box.try_push(3));
  EXPECT_TRUE(readable(box.fd()));
}

TEST(Mailbox, APushToATakerThatIsAwakeCostsNoSystemCall) {
  Mailbox<int> box(2);
  ASSERT_TRUE(box.try_push(1));
  EXPECT_FALSE(readable(box.fd()));
  EXPECT_FALSE(box.arm());
  (void)box.try_take();
  ASSERT_TRUE(box.arm());
  (void)box.try_take();  // woken by something else
  ASSERT_TRUE(box.try_push(2));
  EXPECT_FALSE(readable(box.fd()));
}

// A wake-up that is lost would leave the taker asleep with items in its box.
TEST(Mailbox, NoItemIsSleptOver) {
  constexpr int kItems = 20'000;
  Mailbox<int> box(8);
  std::jthread producer([&] {
    for (int i = 0; i < kItems;)
      if (box.try_push(i)) ++i;
  });
  for (int taken = 0; taken < kItems;) {
    if (box.try_take()) {
      ++taken;
    } else if (box.arm()) {
      ASSERT_TRUE(readable(box.fd(), 60'000)) << "after " << taken;
    }
  }
}

// A taker that is awake may take an item before its signal arrives. A signal that is never cleared
// would keep it awake for ever.
TEST(Mailbox, ASignalThatCameLateIsCleared) {
  constexpr int kRounds = 20'000;
  Mailbox<int> box(1);
  std::atomic<int> pushed = 0, taken = 0;
  std::jthread producer([&](const std::stop_token& stop) {
    while (pushed < kRounds && !stop.stop_requested()) {
      if (taken == pushed && box.try_push(0)) ++pushed;
      std::this_thread::yield();
    }
  });
  for (int round = 0; round < kRounds; ++round, ++taken) {
    for (; !box.try_take(); std::this_thread::yield())
      (void)box.arm();
    ASSERT_TRUE(box.arm());
    while (pushed <= round)
      std::this_thread::yield();
    ASSERT_TRUE(box.arm());
    ASSERT_FALSE(readable(box.fd())) << "in round " << round;
  }
}

TEST(Mailbox, KeepsOrderBetweenThreads) {
  Mailbox<int> box(4);
  std::jthread producer([&] {
    for (int i = 0; i < 1000;)
      if (box.try_push(i)) ++i;
  });
  for (int expected = 0; expected < 1000;) {
    if (const auto item = box.try_take()) {
      ASSERT_EQ(*item, expected++);
    } else if (box.arm()) {
      ASSERT_TRUE(readable(box.fd(), 60'000));
    }
  }
}

}  // namespace
}  // namespace scand::base
