#include "broker/client/client.h"

#include <array>
#include <deque>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "broker/results/publisher.h"
#include "broker/wire/poll.h"
#include "lib/base/mailbox.h"
#include "proto/encoding/msgpack_writer.h"
#include "proto/replies.h"
#include "proto/request_message.h"

namespace scand::client {
namespace {

using broker::PollItem;
using broker::Sent;
using broker::Socket;
using broker::SocketContext;
using broker::SocketType;
using std::chrono::milliseconds;
constexpr milliseconds kPatience{30'000};

const std::string kJob(26, '1');

std::string result_reply(std::string_view correlation) {
  const proto::Value result = proto::Value::Map{
      {"signals", proto::Value::Array{}}, {"metadata", proto::Value::Map{{"status", "complete"}}}};
  return proto::encode_result_head(correlation) + proto::to_msgpack(result);
}

// Plays scand: answers each request with the next of its replies. An empty one: no answer.
class Scripted {
 public:
  using Reply = std::function<std::string(const proto::RequestMessage&)>;
  explicit Scripted(std::deque<Reply> replies) : replies_(std::move(replies)) {
    router_.bind("tcp://127.0.0.1:*");
    endpoint_ = router_.endpoint();
    thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
  }
  ~Scripted() {
    thread_.request_stop();
    wake_.signal();
  }
  [[nodiscard]] ClientOptions options() const {
    ClientOptions options;
    options.frontend = endpoint_;
    options.publisher = "tcp://127.0.0.1:1";
    options.answer_limit = kPatience;
    options.connect_limit = kPatience;
    return options;
  }
  [[nodiscard]] std::vector<proto::MessageType> stop_and_list_requests() {
    thread_.request_stop();
    wake_.signal();
    thread_.join();
    return requests_;
  }

 private:
  void serve(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      std::array<PollItem, 2> items{PollItem{&router_}, PollItem{nullptr, wake_.fd()}};
      broker::poll(items, milliseconds(-1));
      while (const auto frames = router_.receive()) {
        const auto message = proto::read_request_message(frames->back());
        requests_.push_back(message.value().type);
        if (replies_.empty()) continue;
        const std::string reply = replies_.front()(message.value());
        replies_.pop_front();
        const std::array<std::string_view, 2> out{frames->front(), reply};
        if (reply.empty()) continue;
        EXPECT_EQ(router_.send(out), Sent::yes);
      }
    }
  }
  std::deque<Reply> replies_;
  std::vector<proto::MessageType> requests_;
  std::shared_ptr<SocketContext> context_ = std::make_shared<SocketContext>();
  Socket router_{context_, SocketType::router};
  std::string endpoint_;
  base::WakeFd wake_;
  std::jthread thread_;
};

std::string pong(const proto::RequestMessage& request) {
  return proto::encode_pong(request.correlation, "1.2.3", 0);
}
std::string nothing(const proto::RequestMessage&) {
  return {};
}
std::string running(const proto::RequestMessage& request) {
  return proto::encode_status(request.correlation, kJob, proto::JobStatus::running);
}
std::string finished(const proto::RequestMessage& request) {
  return result_reply(request.correlation);
}

class ClientTest : public testing::Test {
 protected:
  base::SystemClock clock_;
};

TEST_F(ClientTest, ConnectReturnsTheVersion) {
  Scripted scand({pong});
  Client client(scand.options(), clock_);
  EXPECT_EQ(client.connect().value(), "1.2.3");
}

TEST_F(ClientTest, TheErrorNamesTheEndpointWhereNobodyListens) {
  ClientOptions options;
  options.frontend = "tcp://127.0.0.1:1";
  options.connect_limit = milliseconds(20);
  Client client(options, clock_);
  const auto connected = client.connect();
  ASSERT_FALSE(connected.ok());
  EXPECT_EQ(connected.error().kind, ClientError::Kind::cannot_connect);
  EXPECT_THAT(connected.error().message, testing::HasSubstr("tcp://127.0.0.1:1"));
}

TEST_F(ClientTest, SilenceIsNoAnswer) {
  Scripted scand({nothing});
  ClientOptions options = scand.options();
  options.answer_limit = milliseconds(20);
  Client client(options, clock_);
  const auto connected = client.connect();
  ASSERT_FALSE(connected.ok());
  EXPECT_EQ(connected.error().kind, ClientError::Kind::no_answer);
}

TEST_F(ClientTest, ARefusalIsReturnedInFull) {
  Scripted scand({pong, [](const proto::RequestMessage& request) {
                    return proto::encode_error(
                        request.correlation,
                        {proto::RefusalCode::busy, "full", "exchange", std::uint64_t{250}});
                  }});
  Client client(scand.options(), clock_);
  ASSERT_TRUE(client.connect().ok());
  const auto accepted = client.submit(proto::Value::Map{});
  ASSERT_FALSE(accepted.ok());
  EXPECT_EQ(accepted.error().kind, ClientError::Kind::refused);
  EXPECT_EQ(accepted.error().refusal->code, proto::RefusalCode::busy);
  EXPECT_EQ(accepted.error().refusal->retry_after_ms, 250U);
  EXPECT_EQ(accepted.error().refusal->field, "exchange");
}

TEST_F(ClientTest, WaitAsksAgainUntilThereIsAResult) {
  Scripted scand({pong, running, running, finished});
  Client client(scand.options(), clock_);
  ASSERT_TRUE(client.connect().ok());
  const auto state = client.wait(kJob, kPatience);
  ASSERT_TRUE(state.ok());
  EXPECT_EQ(state.value().status, proto::JobStatus::complete);
  ASSERT_TRUE(state.value().result.has_value());
  EXPECT_THAT(scand.stop_and_list_requests(),
              testing::ElementsAre(proto::MessageType::ping, proto::MessageType::scan_wait,
                                   proto::MessageType::scan_wait, proto::MessageType::scan_wait));
}

TEST_F(ClientTest, ALateReplyIsNotTakenForAnother) {
  std::string held;
  Scripted scand({pong,
                  [&](const proto::RequestMessage& request) {
                    held =
                        proto::encode_accepted(request.correlation, kJob, proto::JobStatus::queued);
                    return std::string();
                  },
                  [&](const proto::RequestMessage&) { return held; }, running});
  ClientOptions options = scand.options();
  options.answer_limit = milliseconds(200);
  Client client(options, clock_);
  ASSERT_TRUE(client.connect().ok());
  ASSERT_FALSE(client.submit(proto::Value::Map{}).ok());  // the reply is late
  ASSERT_FALSE(client.get(kJob).ok());  // receives the late reply, which is not its own
  const auto state = client.get(kJob);
  ASSERT_TRUE(state.ok());
  EXPECT_EQ(state.value().status, proto::JobStatus::running);
}

TEST_F(ClientTest, WaitReturnsTheStateAtItsLimit) {
  Scripted scand({pong, running, running, running, running, running, running});
  Client client(scand.options(), clock_);
  ASSERT_TRUE(client.connect().ok());
  const auto state = client.wait(kJob, milliseconds(0));
  ASSERT_TRUE(state.ok());
  EXPECT_EQ(state.value().status, proto::JobStatus::running);
  EXPECT_FALSE(state.value().result.has_value());
}

TEST_F(ClientTest, AnInterruptEndsAWait) {
  base::WakeFd interrupt;
  Scripted scand({pong, [&](const proto::RequestMessage&) {
                    interrupt.signal();
                    return std::string();
                  }});
  ClientOptions options = scand.options();
  options.interrupt_fd = interrupt.fd();
  Client client(options, clock_);
  ASSERT_TRUE(client.connect().ok());
  const auto state = client.wait(kJob, kPatience);
  ASSERT_FALSE(state.ok());
  EXPECT_EQ(state.error().kind, ClientError::Kind::interrupted);
}

TEST_F(ClientTest, AReplyWithoutItsFieldsIsABadReply) {
  Scripted scand({pong, pong});
  Client client(scand.options(), clock_);
  ASSERT_TRUE(client.connect().ok());
  const auto cancelled = client.cancel(kJob);
  ASSERT_FALSE(cancelled.ok());
  EXPECT_EQ(cancelled.error().kind, ClientError::Kind::bad_reply);
}

}  // namespace
}  // namespace scand::client
