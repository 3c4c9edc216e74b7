#include "broker/publisher.h"

#include <array>
#include <gtest/gtest.h>

namespace scand::broker {
namespace {

TEST(Publisher, SendsTopicNumberAndBody) {
  auto context = std::make_shared<SocketContext>();
  Publisher publisher(context, "tcp://127.0.0.1:*");
  Socket subscriber(context, SocketType::sub);
  subscriber.connect(publisher.endpoint());
  subscriber.subscribe("scan.");
  std::optional<Frames> got;
  while (!got) {  // until the subscription stands
    publisher.publish("other", 1, std::make_shared<const std::string>("not for us"));
    publisher.publish("scan.result.x", 0x0102, std::make_shared<const std::string>("body"));
    std::array<PollItem, 2> items{PollItem{&subscriber}, PollItem{&publisher.socket()}};
    poll(items, std::chrono::milliseconds(20));
    got = subscriber.receive();
  }
  EXPECT_EQ(*got, (Frames{"scan.result.x", std::string("\0\0\0\0\0\0\1\2", 8), "body"}));
  EXPECT_GE(publisher.published(), 2U);
}

TEST(Publisher, ARebindEndsConnectionsAndSubscribersComeBack) {
  auto context = std::make_shared<SocketContext>();
  Publisher publisher(context, "tcp://127.0.0.1:*");
  const std::string endpoint = publisher.endpoint();
  Socket subscriber(context, SocketType::sub);
  subscriber.connect(endpoint);
  subscriber.subscribe("");
  const auto hear = [&](std::string_view text) {
    for (std::optional<Frames> got; !got || got->back() != text; got = subscriber.receive()) {
      (void)publisher.listening();
      publisher.publish("t", 0, std::make_shared<const std::string>(text));
      std::array<PollItem, 2> items{PollItem{&subscriber}, PollItem{&publisher.socket()}};
      poll(items, std::chrono::milliseconds(20));
    }
  };
  hear("before");
  publisher.rebind();
  hear("after");
  EXPECT_TRUE(publisher.listening());
  EXPECT_EQ(publisher.endpoint(), endpoint);
}

}  // namespace
}  // namespace scand::broker
