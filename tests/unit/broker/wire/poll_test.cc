#include "broker/wire/poll.h"

#include <array>
#include <gtest/gtest.h>
#include <poll.h>
#include <thread>

#include "lib/base/mailbox.h"

namespace scand::broker {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kPatience{60'000};

class PollTest : public testing::Test {
 protected:
  PollTest() {
    router_.bind("inproc://poll");
    dealer_.connect("inproc://poll");
  }
  static bool send(Socket& socket, std::vector<std::string_view> frames) {
    return socket.send(frames) == Sent::yes;
  }
  static bool ready(Socket& socket, milliseconds limit = milliseconds(0)) {
    std::array<PollItem, 1> items{PollItem{&socket}};
    poll(items, limit);
    return items[0].ready;
  }

  std::shared_ptr<SocketContext> context_ = std::make_shared<SocketContext>();
  Socket router_{context_, SocketType::router};
  Socket dealer_{context_, SocketType::dealer};
};

TEST_F(PollTest, WatchesDescriptorsBesideSockets) {
  base::WakeFd wake;
  std::array<PollItem, 2> items{PollItem{nullptr, wake.fd()}, PollItem{&dealer_}};
  poll(items, milliseconds(0));
  EXPECT_FALSE(items[0].ready);
  wake.signal();
  poll(items, kPatience);
  EXPECT_TRUE(items[0].ready);
}

TEST_F(PollTest, ADrainedSocketThatGetsMoreIsReady) {
  ASSERT_TRUE(send(dealer_, {"one"}));
  ASSERT_TRUE(router_.receive().has_value());
  ASSERT_FALSE(router_.receive().has_value());
  EXPECT_FALSE(ready(router_));
  ASSERT_TRUE(send(dealer_, {"two"}));
  EXPECT_TRUE(ready(router_, kPatience));
  EXPECT_TRUE(router_.receive().has_value());
}

TEST_F(PollTest, WhatLibzmqKeepsToItselfIsToldOnce) {
  ASSERT_FALSE(router_.receive().has_value());
  Socket newcomer(context_, SocketType::dealer);
  newcomer.connect("inproc://poll");
  EXPECT_TRUE(ready(router_, kPatience)) << "somebody came";
  EXPECT_FALSE(ready(router_)) << "and said nothing";
}

// A send takes in what other threads told the socket, and resets its descriptor: it has to be
// asked.
TEST_F(PollTest, WhatASendTookInIsNotForgotten) {
  ASSERT_TRUE(send(dealer_, {"one"}));
  const auto first = router_.receive();
  ASSERT_TRUE(first.has_value());
  for (int i = 0; i < 200; ++i) {
    ASSERT_FALSE(router_.receive().has_value());
    ASSERT_TRUE(send(dealer_, {"more"}));
    ASSERT_TRUE(send(router_, {first->at(0), "reply"}));
    ASSERT_TRUE(ready(router_, kPatience)) << i;
    ASSERT_TRUE(router_.receive().has_value());
    ASSERT_TRUE(ready(dealer_, kPatience)) << i;
    ASSERT_TRUE(dealer_.receive().has_value());
  }
}

// libzmq lets a send pass by what it was told less than a millisecond before; the next one must
// know of the subscription all the same.
TEST_F(PollTest, APublisherTakesInWhatItIsToldAtOnce) {
  Socket publisher(context_, SocketType::pub), subscriber(context_, SocketType::sub);
  publisher.bind("inproc://told");
  ASSERT_TRUE(send(publisher, {"nobody hears"}));
  subscriber.connect("inproc://told");
  subscriber.subscribe("");
  ASSERT_TRUE(ready(publisher, kPatience));
  ASSERT_TRUE(send(publisher, {"heard"}));
  EXPECT_EQ(subscriber.receive(), Frames{"heard"}) << "inside a process it is there at once";
}

TEST_F(PollTest, ReadyToSendIsExact) {
  SocketOptions options;
  options.immediate = true;
  Socket lonely(context_, SocketType::dealer, options);
  lonely.connect("tcp://127.0.0.1:1");
  std::array<PollItem, 2> items{PollItem{&lonely, -1, true}, PollItem{&dealer_, -1, true}};
  poll(items, milliseconds(0));
  EXPECT_FALSE(items[0].ready) << "nobody is there";
  EXPECT_TRUE(items[1].ready);
}

// One message at a time in each direction, between threads that sleep until it comes: a message
// that nobody is woken for would end the test.
TEST_F(PollTest, NoMessageIsSleptThrough) {
  constexpr int kRounds = 20'000;
  std::jthread peer([&] {
    Socket socket(context_, SocketType::dealer);
    socket.connect("inproc://poll");
    ASSERT_TRUE(send(socket, {"hello"}));
    for (int i = 0; i < kRounds; ++i) {
      std::optional<Frames> got;
      for (; !got; got = socket.receive())
        ASSERT_TRUE(ready(socket, kPatience)) << i;
      ASSERT_TRUE(send(socket, {"pong"}));
      if (i % 3 == 0) {
        ASSERT_TRUE(send(socket, {"pong"}));
      }
    }
  });
  int heard = 0;
  for (int i = 0; i < kRounds; ++i) {
    std::optional<Frames> got;
    for (; !got; got = router_.receive())
      ASSERT_TRUE(ready(router_, kPatience)) << i;
    ++heard;
    while (i % 2 == 0 && router_.receive())
      ++heard;
    ASSERT_TRUE(send(router_, {got->at(0), "ping"}));
  }
  peer.join();
  while (router_.receive())
    ++heard;
  EXPECT_EQ(heard, 1 + kRounds + (kRounds + 2) / 3);
}

}  // namespace
}  // namespace scand::broker
