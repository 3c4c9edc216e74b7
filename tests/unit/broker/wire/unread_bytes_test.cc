#include "broker/wire/unread_bytes.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

TEST(UnreadByPeer, CountsEachPeerSeparately) {
  UnreadByPeer peers;
  peers.of("a")->add(10);
  peers.of("b")->add(5);
  peers.of("a")->add(1);
  peers.of("a")->remove(10);
  EXPECT_EQ(peers.of("a")->now(), 1U);
  EXPECT_EQ(peers.of("b")->now(), 5U);
}

TEST(UnreadByPeer, ForgetsOnlyPeersThatHaveReadEverything) {
  UnreadByPeer peers;
  peers.of("slow")->add(1);
  const auto sent = peers.of("gone");  // a body in flight keeps the counter
  sent->add(7);
  for (int i = 0; i < 10'000; ++i)
    (void)peers.of(std::to_string(i));
  EXPECT_LE(peers.size(), 256U);
  EXPECT_EQ(peers.of("slow")->now(), 1U);
  EXPECT_EQ(peers.of("gone")->now(), 7U);
}

TEST(UnreadByPeer, KeepsAnyNumberOfSlowPeers) {
  UnreadByPeer peers;
  for (int i = 0; i < 1'000; ++i)
    peers.of(std::to_string(i))->add(1);
  EXPECT_EQ(peers.size(), 1'000U);
}

}  // namespace
}  // namespace scand::broker
