#include "broker/mail/outbox.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

TEST(Outbox, HoldsWhatDoesNotFitInOrder) {
  base::Mailbox<int> box(2);
  Outbox<int> out(box);
  for (int i = 0; i < 4; ++i)
    out.push(i);
  EXPECT_TRUE(out.blocked());
  EXPECT_EQ(out.held(), 2U);
  EXPECT_EQ(box.try_take(), 0);
  out.push(4);  // there is room again, and others come before it
  EXPECT_FALSE(out.flush());
  for (int expected = 1; expected < 5; ++expected) {
    EXPECT_EQ(box.try_take(), expected);
    out.flush();
  }
  EXPECT_FALSE(out.blocked());
}

TEST(Outbox, OffersStopAtTheirShareAndBehindAnythingHeld) {
  base::Mailbox<int> box(2);
  Outbox<int> out(box);
  EXPECT_TRUE(out.offer(1, 1));
  EXPECT_FALSE(out.offer(2, 1));
  out.push(3);
  out.push(4);
  EXPECT_EQ(box.try_take(), 1);
  EXPECT_FALSE(out.offer(5, 2));
  EXPECT_TRUE(out.flush());
  EXPECT_EQ(box.try_take(), 3);
  EXPECT_EQ(box.try_take(), 4);
}

}  // namespace
}  // namespace scand::broker
