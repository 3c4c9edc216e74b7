#include "broker/security/zap_handler.h"

#include <array>
#include <gtest/gtest.h>

#include "broker/front/frontend.h"
#include "broker/results/publisher.h"
#include "broker/wire/curve_keys.h"
#include "broker/wire/handshake_monitor.h"
#include "broker/wire/poll.h"
#include "proto/reply_message.h"
#include "tests/kit/broker/broker_fixture.h"
#include "tests/kit/broker/receive.h"

namespace scand::broker {
namespace {

// A frontend and a publisher with CURVE, and a table with one client that may submit.
class SecuredTest : public testing::Test {
 protected:
  static AccessTable table(const std::string& text) { return AccessTable::parse(text).value(); }
  [[nodiscard]] SocketOptions as(const CurveIdentity& keys) const {
    SocketOptions options;
    options.immediate = true;
    options.curve = keys;
    options.curve->server_public = server_.own_public;
    return options;
  }
  // How the handshake of a client with these options ends.
  HandshakeOutcome handshake(SocketType type, const SocketOptions& options,
                             const std::string& endpoint) {
    Socket socket(context_, type, options);
    HandshakeMonitor watch(context_, socket);
    socket.connect(endpoint);
    return test::take_soon(watch.socket(), [&] { return watch.next(); }).value();
  }
  static std::string ping() {
    return proto::encode_request_message(proto::MessageType::ping, proto::Value("p1"), {});
  }
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

  const CurveIdentity server_ = make_curve_keys(), desk_ = make_curve_keys(),
                      stranger_ = make_curve_keys();
  proto::ExchangeDirectory directory_ = test::sample_directory();
  base::SystemClock clock_;
  std::shared_ptr<SocketContext> context_ = std::make_shared<SocketContext>();
  AccessControl access_{table("desk submit " + desk_.own_public), nullptr, clock_};
  ZapHandler zap_{context_, access_, clock_};
  Frontend frontend_{context_,
                     "tcp://127.0.0.1:*",
                     RequestDecoder(directory_, {}, proto::kMessageBytesMax),
                     {},
                     ServerSecurity{server_.secret, &access_}};
  Publisher publisher_{context_, "tcp://127.0.0.1:*", server_.secret};
};

TEST_F(SecuredTest, HandshakesEndAsTheTableSays) {
  EXPECT_EQ(handshake(SocketType::dealer, as(desk_), frontend_.endpoint()),
            HandshakeOutcome::succeeded);
  EXPECT_EQ(handshake(SocketType::dealer, as(stranger_), frontend_.endpoint()),
            HandshakeOutcome::denied);
  EXPECT_EQ(handshake(SocketType::sub, as(desk_), publisher_.endpoint()), HandshakeOutcome::denied);
  // Aborted or a mismatch: the server may hang up before the client has read its mechanism.
  EXPECT_NE(handshake(SocketType::dealer, {}, frontend_.endpoint()), HandshakeOutcome::succeeded);
  SocketOptions wrong = as(desk_);
  wrong.curve->server_public = stranger_.own_public;
  EXPECT_EQ(handshake(SocketType::dealer, wrong, frontend_.endpoint()), HandshakeOutcome::aborted);
}

TEST_F(SecuredTest, ARequestNamesItsClientUntilTheKeyIsRevoked) {
  Socket client(context_, SocketType::dealer, as(desk_));
  client.connect(frontend_.endpoint());
  std::array<PollItem, 1> writable{PollItem{&client, -1, true}};
  poll(writable, test::kReceivePatience);
  const std::string bytes = ping();
  const std::array<std::string_view, 1> frames{bytes};
  ASSERT_EQ(client.send(frames), Sent::yes);
  const auto request = receive_one();
  ASSERT_TRUE(request.has_value());
  EXPECT_EQ(std::get<incoming::Ping>(*request).client.user, "desk");
  EXPECT_EQ(std::get<incoming::Ping>(*request).client.key, desk_.own_public);
  (void)access_.replace(table("desk submit " + stranger_.own_public));
  ASSERT_EQ(client.send(frames), Sent::yes);
  EXPECT_FALSE(receive_one().has_value());
  const auto reply = proto::read_reply_message(test::receive_soon(client).at(0)).value();
  EXPECT_EQ(reply.refusal().code, proto::RefusalCode::not_authorised);
  frontend_.reply(ReadyReply{std::get<incoming::Ping>(*request).client, "a result", nullptr});
  EXPECT_EQ(frontend_.counters().replies_revoked, 1U);
}

}  // namespace
}  // namespace scand::broker
