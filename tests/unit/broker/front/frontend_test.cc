#include "broker/front/frontend.h"

#include <gtest/gtest.h>

#include "broker/wire/endpoints.h"
#include "proto/reply_message.h"
#include "tests/kit/broker/broker_fixture.h"
#include "tests/kit/broker/receive.h"

namespace scand::broker {
namespace {

using test::receive_soon;

class FrontendTest : public testing::Test {
 protected:
  FrontendTest() { peer_.connect(frontend_.endpoint()); }

  void send(Socket& from, const std::vector<std::string>& frames) {
    const std::vector<std::string_view> views(frames.begin(), frames.end());
    ASSERT_EQ(from.send(views), Sent::yes);
  }
  // Receives one message; nullopt when it was refused on the way.
  std::optional<Incoming> receive_one() {
    const std::uint64_t before = frontend_.counters().requests;
    std::optional<Incoming> request;
    (void)test::take_soon(frontend_.socket(), [&] {
      std::size_t budget = 1;
      request = frontend_.receive(budget);
      return frontend_.counters().requests > before;
    });
    return request;
  }
  static std::string ping() {
    return proto::encode_request_message(proto::MessageType::ping, proto::Value("p1"), {});
  }
  static proto::ReplyMessage read(const std::string& bytes) {
    return proto::read_reply_message(bytes).value();
  }

  proto::ExchangeDirectory directory_ = test::sample_directory();
  std::shared_ptr<SocketContext> context_ = std::make_shared<SocketContext>();
  Frontend frontend_{context_,
                     "tcp://127.0.0.1:*",
                     RequestDecoder(directory_, {}, proto::kMessageBytesMax),
                     {.unread_bytes = 8 * proto::kMiB}};
  Socket peer_{context_, SocketType::dealer, small_queues()};

  static SocketOptions small_queues() {
    SocketOptions options;
    options.receive_hwm = 10;
    return options;
  }
};

TEST_F(FrontendTest, ADealerGetsAReplyWithItsId) {
  send(peer_, {ping()});
  const auto request = receive_one();
  ASSERT_TRUE(request.has_value());
  const ClientRef client = std::get<incoming::Ping>(*request).client;
  frontend_.reply(command::ReplyStatus{client, "job", proto::JobStatus::running});
  const Frames reply = receive_soon(peer_);
  ASSERT_EQ(reply.size(), 1U);
  EXPECT_EQ(*read(reply[0]).id.string(), "p1");
  EXPECT_EQ(read(reply[0]).status(), proto::JobStatus::running);
}

TEST_F(FrontendTest, AReqPeerGetsItsDelimiterBack) {
  Socket req(context_, SocketType::req);
  req.connect(frontend_.endpoint());
  send(req, {ping()});
  const auto request = receive_one();
  ASSERT_TRUE(request.has_value());
  frontend_.reply(command::ReplyAccepted{std::get<incoming::Ping>(*request).client, "job",
                                         proto::JobStatus::queued});
  const Frames reply = receive_soon(req);  // a REQ socket drops what has no delimiter
  ASSERT_EQ(reply.size(), 1U);
  EXPECT_EQ(read(reply[0]).type, proto::ReplyType::scan_accepted);
}

TEST_F(FrontendTest, HeadAndBlobLeaveAsOneFrame) {
  send(peer_, {ping()});
  const ClientRef client = std::get<incoming::Ping>(*receive_one()).client;
  frontend_.reply(ReadyReply{client, "head ", std::make_shared<const std::string>("and blob")});
  EXPECT_EQ(receive_soon(peer_), Frames{"head and blob"});
}

TEST_F(FrontendTest, GarbageIsRefusedCountedAndHarmless) {
  Socket hostile(context_, SocketType::dealer);
  hostile.connect(frontend_.endpoint());
  send(hostile, {std::string("\xdd\xff\xff\xff\xff", 5)});
  EXPECT_FALSE(receive_one().has_value());
  EXPECT_EQ(read(receive_soon(hostile).at(0)).refusal().code, proto::RefusalCode::bad_request);
  EXPECT_EQ(frontend_.counters().refused[0], 1U);  // bad_request is the first code
  send(hostile, std::vector<std::string>(50, "x"));
  EXPECT_FALSE(receive_one().has_value());
  EXPECT_EQ(frontend_.counters().malformed, 1U);
  send(peer_, {ping()});
  EXPECT_TRUE(receive_one().has_value());
}

TEST_F(FrontendTest, AReplyToAPeerThatIsGoneIsCounted) {
  ClientRef gone;
  gone.routing_id = "nobody";
  frontend_.reply(gone, "x");
  EXPECT_EQ(frontend_.counters().replies_unroutable, 1U);
  EXPECT_EQ(frontend_.counters().replies, 0U);
}

TEST_F(FrontendTest, APeerThatDoesNotReadLosesOnlyItsOwnReplies) {
  send(peer_, {ping()});
  const ClientRef client = std::get<incoming::Ping>(*receive_one()).client;
  const std::string text(2'048, 'x');
  for (int i = 0; i < 50'000 && frontend_.counters().replies_full == 0; ++i)
    frontend_.reply(client, text);
  EXPECT_GT(frontend_.counters().replies_full, 0U);
  Socket other(context_, SocketType::dealer);
  other.connect(frontend_.endpoint());
  send(other, {ping()});
  const auto request = receive_one();
  ASSERT_TRUE(request.has_value());
  frontend_.reply(std::get<incoming::Ping>(*request).client, "still here");
  EXPECT_EQ(receive_soon(other), Frames{"still here"});
}

TEST_F(FrontendTest, ABurstOfRepliesReachesAPeerThatReads) {
  send(peer_, {ping()});
  const ClientRef client = std::get<incoming::Ping>(*receive_one()).client;
  constexpr int kBurst = 2'000;  // faster than libzmq learns what was read
  for (int i = 0; i < kBurst; ++i)
    frontend_.reply(client, std::to_string(i));
  for (int i = 0; i < kBurst; ++i)
    ASSERT_EQ(receive_soon(peer_), Frames{std::to_string(i)});
  EXPECT_EQ(frontend_.counters().replies_full, 0U);
}

TEST_F(FrontendTest, AnyLargeReplyCountsAsUnread) {
  send(peer_, {ping()});
  const ClientRef client = std::get<incoming::Ping>(*receive_one()).client;
  const std::string status(1U << 20U, 'x');
  for (int replies = 0; replies < 200 && frontend_.counters().replies_unread == 0; ++replies)
    frontend_.reply(client, status);
  EXPECT_EQ(frontend_.counters().replies_unread, 1U);
  EXPECT_EQ(frontend_.counters().replies_full, 0U);
}

TEST_F(FrontendTest, APeerWithTooMuchUnreadIsToldBusyUntilItReads) {
  send(peer_, {ping()});
  const ClientRef client = std::get<incoming::Ping>(*receive_one()).client;
  const auto blob = std::make_shared<const std::string>(3U << 20U, 'x');
  std::size_t replies = 0;
  for (; replies < 90 && frontend_.counters().replies_unread == 0; ++replies)
    frontend_.reply(ReadyReply{client, "", blob});
  ASSERT_EQ(frontend_.counters().replies_unread, 1U);
  EXPECT_EQ(frontend_.counters().replies_full, 0U);
  Socket other(context_, SocketType::dealer);
  other.connect(frontend_.endpoint());
  send(other, {ping()});
  const ClientRef reader = std::get<incoming::Ping>(*receive_one()).client;
  frontend_.reply(ReadyReply{reader, "", blob});
  EXPECT_EQ(receive_soon(other).at(0), *blob) << "another peer has its own budget";
  for (std::size_t i = 0; i + 1 < replies; ++i)
    ASSERT_EQ(receive_soon(peer_).at(0), *blob) << i;
  const auto refusal = read(receive_soon(peer_).at(0)).refusal();
  EXPECT_EQ(refusal.code, proto::RefusalCode::busy);
  EXPECT_TRUE(refusal.retry_after_ms.has_value());
  frontend_.reply(ReadyReply{client, "", blob});
  EXPECT_EQ(receive_soon(peer_).at(0), *blob) << "it has read everything";
  EXPECT_EQ(frontend_.counters().replies_unread, 1U);
}

TEST_F(FrontendTest, OneReplyIsSentHoweverLarge) {
  send(peer_, {ping()});
  const ClientRef client = std::get<incoming::Ping>(*receive_one()).client;
  const auto blob = std::make_shared<const std::string>(9U << 20U, 'x');
  frontend_.reply(ReadyReply{client, "", blob});
  EXPECT_EQ(receive_soon(peer_).at(0).size(), blob->size());
}

TEST_F(FrontendTest, TheGatewayIsAnsweredOnItsOwnSocket) {
  frontend_.open_gateway(context_);
  Socket gateway(context_, SocketType::dealer);
  gateway.connect(kGatewayEndpoint);
  send(gateway, {"anna", ping()});
  std::size_t budget = 1;
  const auto request =
      test::take_soon(*frontend_.gateway(), [&] { return frontend_.receive_gateway(budget); });
  ASSERT_TRUE(request.has_value());
  const ClientRef client = std::get<incoming::Ping>(*request).client;
  EXPECT_EQ(client.user, "anna");
  frontend_.reply(client, "pong");
  EXPECT_EQ(receive_soon(gateway), Frames{"pong"});
}

TEST_F(FrontendTest, TheBudgetLimitsHowManyMessagesAreRead) {
  for (int i = 0; i < 5; ++i)
    send(peer_, {"garbage"});
  send(peer_, {ping()});
  const bool all = test::take_soon(frontend_.socket(), [&] {
    const std::uint64_t before = frontend_.counters().requests;
    std::size_t left = 2;
    while (frontend_.receive(left)) {
    }
    EXPECT_LE(frontend_.counters().requests - before, 2U);
    return frontend_.counters().requests == 6;
  });
  EXPECT_TRUE(all);
}

}  // namespace
}  // namespace scand::broker
