#include "lib/base/mailbox.h"

#include <gtest/gtest.h>
#include <memory>
#include <poll.h>
#include <thread>

namespace scand::base {
namespace {

bool readable(int fd) {
  pollfd entry{fd, POLLIN, 0};
  return poll(&entry, 1, 0) == 1;
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

TEST(Mailbox, FdIsReadableWhileAnItemWaits) {
  Mailbox<int> box(2);
  EXPECT_FALSE(readable(box.fd()));
  ASSERT_TRUE(box.try_push(1));
  ASSERT_TRUE(box.try_push(2));
  EXPECT_TRUE(readable(box.fd()));
  (void)box.try_take();
  EXPECT_TRUE(readable(box.fd()));
  (void)box.try_take();
  EXPECT_FALSE(readable(box.fd()));
}

TEST(Mailbox, HandsOverBetweenThreads) {
  Mailbox<int> box(4);
  std::jthread producer([&] {
    for (int i = 0; i < 1000;) {
      if (box.try_push(i)) ++i;
    }
  });
  for (int expected = 0; expected < 1000;) {
    const auto item = box.wait_take(std::chrono::milliseconds(100));
    if (item) {
      EXPECT_EQ(*item, expected);
    }
    expected += item.has_value() ? 1 : 0;
  }
}

}  // namespace
}  // namespace scand::base
