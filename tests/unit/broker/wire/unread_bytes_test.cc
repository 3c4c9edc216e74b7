#include "broker/wire/unread_bytes.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

TEST(UnreadByPeer, CountsEachApart) {
  UnreadByPeer peers;
  peers.of("a")->handed_over(10);
  peers.of("b")->handed_over(5);
  peers.of("a")->handed_over(1);
  peers.of("a")->let_go(10);
  EXPECT_EQ(peers.of("a")->now(), 1U);
  EXPECT_EQ(peers.of("b")->now(), 5U);
}

TEST(UnreadByPeer, ForgetsThoseThatHaveReadAllAndNoOthers) {
  UnreadByPeer peers;
  peers.of("slow")->handed_over(1);
  const auto sent = peers.of("gone");  // a body on its way keeps the count
  sent->handed_over(7);
  for (int i = 0; i < 10'000; ++i)
    (void)peers.of(std::to_string(i));
  EXPECT_LE(peers.size(), 256U);
  EXPECT_EQ(peers.of("slow")->now(), 1U);
  EXPECT_EQ(peers.of("gone")->now(), 7U);
}

TEST(UnreadByPeer, ManySlowOnesAreAllKept) {
  UnreadByPeer peers;
  for (int i = 0; i < 1'000; ++i)
    peers.of(std::to_string(i))->handed_over(1);
  EXPECT_EQ(peers.size(), 1'000U);
}

}  // namespace
}  // namespace scand::broker
