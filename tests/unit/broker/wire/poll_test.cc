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

TEST_F(PollTest, WaitsForDescriptorsAndSockets) {
  base::WakeFd wake;
  std::array<PollItem, 2> items{PollItem{nullptr, wake.fd()}, PollItem{&dealer_}};
  poll(items, milliseconds(0));
  EXPECT_FALSE(items[0].ready);
  wake.signal();
  poll(items, kPatience);
  EXPECT_TRUE(items[0].ready);
}

TEST_F(PollTest, ADrainedSocketIsReadyAgainWhenAMessageComes) {
  ASSERT_TRUE(send(dealer_, {"one"}));
  ASSERT_TRUE(router_.receive().has_value());
  ASSERT_FALSE(router_.receive().has_value());
  EXPECT_FALSE(ready(router_));
  ASSERT_TRUE(send(dealer_, {"two"}));
  EXPECT_TRUE(ready(router_, kPatience));
  EXPECT_TRUE(router_.receive().has_value());
}

TEST_F(PollTest, NewsThatIsNoMessageIsReportedOnce) {
  ASSERT_FALSE(router_.receive().has_value());
  Socket newcomer(context_, SocketType::dealer);
  newcomer.connect("inproc://poll");
  EXPECT_TRUE(ready(router_, kPatience)) << "a peer connected";
  EXPECT_FALSE(ready(router_)) << "but sent nothing";
}

// A send processes news and so resets the socket's descriptor. poll() must ask the socket then: its
// descriptor stays silent.
TEST_F(PollTest, AMessageThatASendProcessedIsNotForgotten) {
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

// libzmq skips news during a send that follows another within a millisecond; the publisher must
// know of the subscription all the same.
TEST_F(PollTest, APublisherProcessesASubscriptionAtOnce) {
  Socket publisher(context_, SocketType::pub), subscriber(context_, SocketType::sub);
  publisher.bind("inproc://publisher");
  ASSERT_TRUE(send(publisher, {"nobody hears"}));
  subscriber.connect("inproc://publisher");
  subscriber.subscribe("");
  ASSERT_TRUE(ready(publisher, kPatience));
  ASSERT_TRUE(send(publisher, {"received"}));
  EXPECT_EQ(subscriber.receive(), Frames{"received"}) << "inproc delivers at once";
}

TEST_F(PollTest, ReadyToSendIsExact) {
  SocketOptions options;
  options.immediate = true;
  Socket lonely(context_, SocketType::dealer, options);
  lonely.connect("tcp://127.0.0.1:1");
  std::array<PollItem, 2> items{PollItem{&lonely, -1, true}, PollItem{&dealer_, -1, true}};
  poll(items, milliseconds(0));
  EXPECT_FALSE(items[0].ready) << "no peer is connected";
  EXPECT_TRUE(items[1].ready);
}

// One message at a time in each direction, between threads that sleep until it comes: a missed
// wake-up would fail the test.
TEST_F(PollTest, NoWakeUpIsMissed) {
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
  int received = 0;
  for (int i = 0; i < kRounds; ++i) {
    std::optional<Frames> got;
    for (; !got; got = router_.receive())
      ASSERT_TRUE(ready(router_, kPatience)) << i;
    ++received;
    while (i % 2 == 0 && router_.receive())
      ++received;
    ASSERT_TRUE(send(router_, {got->at(0), "ping"}));
  }
  peer.join();
  while (router_.receive())
    ++received;
  EXPECT_EQ(received, 1 + kRounds + (kRounds + 2) / 3);
}

}  // namespace
}  // namespace scand::broker
