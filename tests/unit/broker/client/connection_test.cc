#include "broker/client/connection.h"

#include <array>
#include <gtest/gtest.h>

#include "lib/base/mailbox.h"
#include "proto/replies.h"
#include "proto/request_message.h"
#include "tests/kit/broker/receive.h"

namespace scand::client {
namespace {

using broker::Frames;
using broker::Sent;
using broker::Socket;
using broker::SocketContext;
using broker::SocketType;
using std::chrono::milliseconds;
constexpr milliseconds kConnectionPatience{20'000};

class ConnectionTest : public testing::Test {
 protected:
  ConnectionTest() { server_.bind("tcp://127.0.0.1:*"); }
  std::shared_ptr<SocketContext> context_ = std::make_shared<SocketContext>();
  Socket server_{context_, SocketType::router};
  base::SystemClock clock_;
};

TEST_F(ConnectionTest, SendsARequestAndReceivesItsReply) {
  Connection connection(context_, server_.endpoint());
  ASSERT_EQ(connection.wait_connected(kConnectionPatience, -1, clock_), ConnectResult::connected);
  const auto id = connection.send_request(proto::MessageType::scan_get,
                                          proto::Value::Map{{"job_id", std::string(26, '0')}});
  ASSERT_TRUE(id.has_value());
  const Frames request = broker::test::receive_soon(server_);
  const auto message = proto::read_request_message(request.at(1));
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(message.value().type, proto::MessageType::scan_get);

  const std::string answer =
      proto::encode_status(message.value().correlation, "job", proto::JobStatus::running);
  const std::array<std::string_view, 2> frames{request[0], answer};
  ASSERT_EQ(server_.send(frames), Sent::yes);
  const auto reply =
      broker::test::take_soon(connection.socket(), [&] { return connection.receive(); });
  ASSERT_TRUE(reply && reply->ok());
  EXPECT_EQ(*reply->value().id.string(), *id);
  EXPECT_FALSE(connection.receive().has_value());
}

TEST_F(ConnectionTest, AReplyThatCannotBeReadIsAnError) {
  Connection connection(context_, server_.endpoint());
  ASSERT_EQ(connection.wait_connected(kConnectionPatience, -1, clock_), ConnectResult::connected);
  ASSERT_TRUE(connection.send_request(proto::MessageType::ping, {}).has_value());
  const std::string peer = broker::test::receive_soon(server_).at(0);
  const std::array<std::string_view, 2> frames{peer, "HTTP/1.1 400 Bad Request"};
  ASSERT_EQ(server_.send(frames), Sent::yes);
  const auto reply =
      broker::test::take_soon(connection.socket(), [&] { return connection.receive(); });
  ASSERT_TRUE(reply.has_value());
  ASSERT_FALSE(reply->ok());
  EXPECT_EQ(reply->error().kind, ClientError::Kind::bad_reply);
  EXPECT_NE(reply->error().message.find(server_.endpoint()), std::string::npos);
}

TEST_F(ConnectionTest, SendingFailsAtOnceWithoutAConnection) {
  // Not the endpoint of a server that was just closed: libzmq may still hold its port.
  Connection connection(context_, "tcp://127.0.0.1:1");
  EXPECT_EQ(connection.wait_connected(milliseconds(50), -1, clock_), ConnectResult::not_yet);
  EXPECT_FALSE(connection.send_request(proto::MessageType::ping, {}).has_value());
}

TEST_F(ConnectionTest, AnInterruptEndsTheWait) {
  server_ = Socket(context_, SocketType::router);
  Connection connection(context_, "tcp://127.0.0.1:1");
  base::WakeFd interrupt;
  interrupt.signal();
  EXPECT_EQ(connection.wait_connected(milliseconds(-1), interrupt.fd(), clock_),
            ConnectResult::not_yet);
}

TEST(Connection, AMalformedEndpointThrows) {
  EXPECT_THROW(Connection(std::make_shared<SocketContext>(), "localhost"), std::runtime_error);
}

}  // namespace
}  // namespace scand::client
