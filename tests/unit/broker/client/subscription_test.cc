#include "broker/client/subscription.h"

#include <array>
#include <gtest/gtest.h>

#include "broker/results/publisher.h"
#include "broker/wire/poll.h"
#include "proto/encoding/msgpack_writer.h"

namespace scand::client {
namespace {

const std::string kFollowedJob(26, '1');
const std::string kOther(26, '2');

class SubscriptionTest : public testing::Test {
 protected:
  static base::Bytes body(const proto::Value& value) {
    return std::make_shared<const std::string>(proto::to_msgpack(value));
  }
  // Publishes until something arrives: a subscription takes a moment to reach the publisher.
  template <class Publish>
  Publication publish_until_received(Publish publish) {
    for (;;) {
      publish();
      std::array<broker::PollItem, 2> items{broker::PollItem{&subscription_.socket()},
                                            broker::PollItem{&publisher_.socket()}};
      broker::poll(items, std::chrono::milliseconds(20));
      if (auto received = subscription_.receive()) return std::move(*received);
    }
  }
  std::shared_ptr<broker::SocketContext> context_ = std::make_shared<broker::SocketContext>();
  broker::Publisher publisher_{context_, "tcp://127.0.0.1:*"};
  Subscription subscription_{context_, publisher_.endpoint()};
};

TEST_F(SubscriptionTest, ReceivesOnlyTheJobItFollows) {
  subscription_.follow(kFollowedJob);
  const Publication received = publish_until_received([&] {
    publisher_.publish(proto::result_topic(kOther), 6, body(proto::Value("other")));
    publisher_.publish(proto::result_topic(kFollowedJob), 7, body(proto::Value("mine")));
  });
  EXPECT_EQ(received.topic.kind, proto::Topic::Kind::result);
  EXPECT_EQ(received.topic.job_id, kFollowedJob);
  EXPECT_EQ(received.seq, 7U);
  EXPECT_EQ(received.body, proto::Value("mine"));
}

TEST_F(SubscriptionTest, ReceivesPartialResultsWithTheirExchange) {
  subscription_.follow(kFollowedJob);
  const Publication received = publish_until_received([&] {
    publisher_.publish(proto::partial_topic(kFollowedJob, "okx"), 0, body(proto::Value(1)));
  });
  EXPECT_EQ(received.topic.kind, proto::Topic::Kind::partial);
  EXPECT_EQ(received.topic.exchange, "okx");
}

TEST_F(SubscriptionTest, UnreadableMessagesAreSkippedAndCounted) {
  subscription_.follow_all();
  const Publication received = publish_until_received([&] {
    publisher_.publish(proto::kHealthTopic, 0, std::make_shared<const std::string>("garbage"));
    publisher_.publish(proto::kHealthTopic, 0, body(proto::Value(1)));
  });
  EXPECT_EQ(received.topic.kind, proto::Topic::Kind::health);
  while (subscription_.unreadable() == 0)
    (void)publish_until_received([&] {
      publisher_.publish(proto::kHealthTopic, 0, std::make_shared<const std::string>("garbage"));
      publisher_.publish(proto::kHealthTopic, 0, body(proto::Value(1)));
    });
}

}  // namespace
}  // namespace scand::client
