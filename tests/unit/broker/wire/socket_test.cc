#include "broker/wire/socket.h"

#include <array>
#include <gtest/gtest.h>
#include <poll.h>
#include <stdexcept>
#include <thread>
#include <zmq.h>

#include "broker/wire/poll.h"
#include "lib/base/mailbox.h"
#include "tests/kit/broker/receive.h"

namespace scand::broker {
namespace {

using std::chrono::milliseconds;

Sent send(Socket& socket, std::vector<std::string_view> frames) {
  return socket.send(frames);
}

using test::receive_soon;

class TcpPair : public testing::Test {
 protected:
  TcpPair() {
    router_.bind("tcp://127.0.0.1:*");
    dealer_.connect(router_.endpoint());
  }
  std::shared_ptr<SocketContext> context_ = std::make_shared<SocketContext>();
  Socket router_{context_, SocketType::router};
  Socket dealer_{context_, SocketType::dealer};
};

TEST_F(TcpPair, FramesArriveWholeAndInOrder) {
  ASSERT_EQ(send(dealer_, {"", "one", std::string_view("\0x", 2)}), Sent::yes);
  const Frames got = receive_soon(router_);
  ASSERT_EQ(got.size(), 4U);
  EXPECT_EQ(got[1], "");
  EXPECT_EQ(got[2], "one");
  EXPECT_EQ(got[3], std::string("\0x", 2));
  ASSERT_EQ(send(router_, {got[0], "back"}), Sent::yes);
  EXPECT_EQ(receive_soon(dealer_), Frames{"back"});
}

TEST_F(TcpPair, ReceiveDoesNotBlock) {
  EXPECT_EQ(router_.receive(), std::nullopt);
}

TEST_F(TcpPair, ALargeBodyOutlivesItsSendersReference) {
  ASSERT_EQ(send(dealer_, {"hello"}), Sent::yes);
  const std::string peer = receive_soon(router_).at(0);
  auto body = std::make_shared<const std::string>(1U << 20U, 'x');
  const std::array<std::string_view, 1> head{peer};
  ASSERT_EQ(router_.send(head, body), Sent::yes);
  const std::weak_ptr<const std::string> watch = body;
  body.reset();
  const Frames got = receive_soon(dealer_);
  ASSERT_EQ(got.size(), 1U);
  EXPECT_EQ(got[0], std::string(1U << 20U, 'x'));
}

TEST_F(TcpPair, UnreadBytesAreCountedUntilLibzmqReleasesThem) {
  ASSERT_EQ(send(dealer_, {"hello"}), Sent::yes);
  const std::string peer = receive_soon(router_).at(0);
  const std::array<std::string_view, 1> head{peer};
  const auto unread = std::make_shared<UnreadBytes>();
  const std::string large(1U << 20U, 'x');
  // More than TCP's own buffers take.
  for (int i = 0; i < 20; ++i)
    ASSERT_EQ(router_.send(head, std::make_shared<const std::string>(large), unread), Sent::yes);
  const std::array<std::string_view, 2> parts{large, large};
  ASSERT_EQ(router_.send_joined(head, parts, unread), Sent::yes);
  EXPECT_GT(unread->now(), large.size());
  EXPECT_LE(unread->now(), 22 * large.size());
  for (int i = 0; i < 20; ++i)
    ASSERT_EQ(receive_soon(dealer_).at(0).size(), large.size());
  ASSERT_EQ(receive_soon(dealer_).at(0).size(), 2 * large.size());
  std::array<PollItem, 1> items{PollItem{&router_}};
  for (int i = 0; i < 10'000 && unread->now() > 0; ++i)
    poll(items, milliseconds(1));
  EXPECT_EQ(unread->now(), 0U);
}

TEST_F(TcpPair, ARouterReportsAnUnknownPeer) {
  EXPECT_EQ(send(router_, {"nobody", "x"}), Sent::unroutable);
}

TEST_F(TcpPair, AMessageOfTooManyFramesIsReturnedWithoutFrames) {
  ASSERT_EQ(dealer_.send(std::vector<std::string_view>(100, "x")), Sent::yes);
  ASSERT_EQ(send(dealer_, {"next"}), Sent::yes);
  EXPECT_EQ(receive_soon(router_), Frames{});
  EXPECT_EQ(receive_soon(router_).back(), "next");
}

TEST(Socket, ATooLargeFrameAffectsOnlyItsSender) {
  auto context = std::make_shared<SocketContext>();
  SocketOptions options;
  options.max_message_bytes = 1'000;
  Socket router(context, SocketType::router, options);
  router.bind("tcp://127.0.0.1:*");
  Socket hostile(context, SocketType::dealer);
  Socket good(context, SocketType::dealer);
  hostile.connect(router.endpoint());
  good.connect(router.endpoint());
  const std::string large(1'001, 'x');
  ASSERT_EQ(send(hostile, {large}), Sent::yes);
  ASSERT_EQ(send(good, {"hello"}), Sent::yes);
  EXPECT_EQ(receive_soon(router).back(), "hello");
  EXPECT_EQ(router.receive(), std::nullopt);
}

TEST(Socket, SendingToAFullQueueReturnsFull) {
  auto context = std::make_shared<SocketContext>();
  SocketOptions options;
  options.send_hwm = options.receive_hwm = 1;
  Socket router(context, SocketType::router, options);
  router.bind("inproc://full");
  Socket dealer(context, SocketType::dealer, options);
  dealer.connect("inproc://full");
  Sent last = Sent::yes;
  for (int i = 0; i < 100 && last == Sent::yes; ++i)
    last = send(dealer, {"x"});
  EXPECT_EQ(last, Sent::full);
}

// With heartbeats libzmq 4.3 aborts the process (stream_engine_base.cpp, "!_io_error") when one is
// due on a connection whose peer filled the queue and hung up.
TEST_F(TcpPair, LibzmqHeartbeatsAreOff) {
  for (Socket* socket : {&router_, &dealer_}) {
    int interval_ms = -1;
    std::size_t size = sizeof interval_ms;
    ASSERT_EQ(zmq_getsockopt(socket->native(), ZMQ_HEARTBEAT_IVL, &interval_ms, &size), 0);
    EXPECT_EQ(interval_ms, 0);
  }
}

TEST(Socket, AssigningClosesTheOldSocketBeforeItsContext) {
  Socket socket(std::make_shared<SocketContext>(), SocketType::dealer);
  socket = Socket(std::make_shared<SocketContext>(), SocketType::dealer);  // else: waits for ever
}

TEST(Socket, SendHappensBeforeReceive) {
  auto context = std::make_shared<SocketContext>();
  Socket router(context, SocketType::router);
  router.bind("inproc://threads");
  int written_before_the_send = 0;
  std::jthread peer([&] {
    Socket dealer(context, SocketType::dealer);
    dealer.connect("inproc://threads");
    written_before_the_send = 42;
    ASSERT_EQ(send(dealer, {"done"}), Sent::yes);
  });
  EXPECT_EQ(receive_soon(router).back(), "done");
  EXPECT_EQ(written_before_the_send, 42);  // ThreadSanitizer looks at this line
}

TEST(Socket, TheErrorNamesTheEndpointThatCannotBeBound) {
  auto context = std::make_shared<SocketContext>();
  Socket first(context, SocketType::router);
  first.bind("tcp://127.0.0.1:*");
  Socket second(context, SocketType::router);
  try {
    second.bind(first.endpoint());
    FAIL() << "bound twice";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find(first.endpoint()), std::string::npos);
  }
  EXPECT_THROW(second.connect("nonsense"), std::runtime_error);
}

}  // namespace
}  // namespace scand::broker
