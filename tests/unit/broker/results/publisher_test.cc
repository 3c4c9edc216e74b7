#include "broker/results/publisher.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>

#include "broker/wire/poll.h"

namespace scand::broker {
namespace {

TEST(Publisher, SendsTopicNumberAndBody) {
  auto context = std::make_shared<SocketContext>();
  Publisher publisher(context, "tcp://127.0.0.1:*");
  Socket subscriber(context, SocketType::sub);
  subscriber.connect(publisher.endpoint());
  subscriber.subscribe("scan.");
  std::optional<Frames> got;
  while (!got) {  // until the subscription is in place
    publisher.publish("other", 1, std::make_shared<const std::string>("not for us"));
    publisher.publish("scan.result.x", 0x0102, std::make_shared<const std::string>("body"));
    std::array<PollItem, 2> items{PollItem{&subscriber}, PollItem{&publisher.socket()}};
    poll(items, std::chrono::milliseconds(20));
    got = subscriber.receive();
  }
  EXPECT_EQ(*got, (Frames{"scan.result.x", std::string("\0\0\0\0\0\0\1\2", 8), "body"}));
  EXPECT_GE(publisher.published(), 2U);
}

TEST(Publisher, SubscribersReconnectAfterDisconnectAll) {
  auto context = std::make_shared<SocketContext>();
  Publisher publisher(context, "tcp://127.0.0.1:*");
  const std::string endpoint = publisher.endpoint();
  Socket subscriber(context, SocketType::sub);
  subscriber.connect(endpoint);
  subscriber.subscribe("");
  const auto receive_text = [&](std::string_view text) {
    for (std::optional<Frames> got; !got || got->back() != text; got = subscriber.receive()) {
      (void)publisher.try_listen();
      publisher.publish("t", 0, std::make_shared<const std::string>(text));
      std::array<PollItem, 2> items{PollItem{&subscriber}, PollItem{&publisher.socket()}};
      poll(items, std::chrono::milliseconds(20));
    }
  };
  receive_text("before");
  publisher.disconnect_all();
  receive_text("after");
  EXPECT_TRUE(publisher.try_listen());
  EXPECT_EQ(publisher.endpoint(), endpoint);
}

// One subscriber reads and one does not. The memory of the second is freed, and the first is
// reconnected by libzmq.
TEST(Publisher, TooMuchUnreadDisconnectsSubscribers) {
  constexpr std::size_t kUnreadMax = 8U << 20U;
  auto context = std::make_shared<SocketContext>();
  Publisher publisher(context, "tcp://127.0.0.1:*", std::nullopt, kUnreadMax);
  SocketOptions options;
  options.receive_hwm = 1;
  Socket reader(context, SocketType::sub), sleeper(context, SocketType::sub, options);
  for (Socket* subscriber : {&reader, &sleeper}) {
    subscriber->connect(publisher.endpoint());
    subscriber->subscribe("");
  }
  const auto body = std::make_shared<const std::string>(1U << 20U, 'x');
  std::size_t most = 0;
  const auto publish_and_read = [&] {
    (void)publisher.try_listen();
    publisher.publish("t", 0, body);
    most = std::max(most, publisher.unread_bytes());
    std::array<PollItem, 2> items{PollItem{&reader}, PollItem{&publisher.socket()}};
    poll(items, std::chrono::milliseconds(20));
    return reader.receive().has_value();
  };
  for (int i = 0; i < 2'000 && publisher.overflows() == 0; ++i)
    (void)publish_and_read();
  EXPECT_GE(publisher.overflows(), 1U);
  EXPECT_LE(most, kUnreadMax + body->size());
  bool received = false;
  for (int i = 0; i < 2'000 && !received; ++i)
    received = publish_and_read();
  EXPECT_TRUE(received);
}

}  // namespace
}  // namespace scand::broker
