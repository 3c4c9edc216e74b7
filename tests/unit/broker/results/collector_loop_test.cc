#include "broker/results/collector_loop.h"

#include <gtest/gtest.h>
#include <thread>

#include "broker/client/subscription.h"
#include "proto/internal_messages.h"
#include "tests/kit/broker/receive.h"
#include "tests/kit/broker/samples.h"

namespace scand::broker {
namespace {

using test::now_ms;

class CollectorLoopTest : public testing::Test {
 protected:
  void send(CollectorMail mail) { ASSERT_TRUE(inbox_.try_push(mail)); }
  void send_job(const std::string& id, std::uint64_t seq) {
    send(command::Begin{id, test::request({"okx"}), now_ms(0)});
    command::Part part = test::part(id, "okx", 0, 1);
    part.payload = std::make_shared<const std::string>(proto::encode(test::partial("okx", 1)));
    send(part);
    send(command::Finish{id, proto::JobStatus::complete, seq, std::nullopt});
  }
  std::jthread start() {
    return std::jthread([this](const std::stop_token& stop) { loop_.run(stop); });
  }

  base::SystemClock clock_;
  std::shared_ptr<SocketContext> context_ = std::make_shared<SocketContext>();
  base::Mailbox<JournalMail> journal_{1};
  base::Mailbox<BrokerMail> broker_{1};
  base::Mailbox<CollectorMail> inbox_{100};
  base::Mailbox<StoredResult> committed_{100};
  CollectorLoop loop_{{"e0", 0, 1U << 20U, 100},
                      Publisher(context_, "tcp://127.0.0.1:*"),
                      {inbox_, committed_, journal_, broker_},
                      nullptr,
                      clock_};
};

TEST_F(CollectorLoopTest, StopWaitsUntilEveryResultIsPublished) {
  EXPECT_EQ(loop_.last_turn(), base::MonoTime{});
  const auto before = clock_.mono();
  send_job("a", 1);
  std::jthread thread = start();
  thread.request_stop();
  auto mail = test::take_soon(journal_);
  ASSERT_TRUE(mail.has_value());
  EXPECT_EQ(loop_.counters().results_published, 0U);
  ASSERT_TRUE(committed_.try_push(std::move(std::get<StoredResult>(*mail))));
  thread.join();
  EXPECT_EQ(loop_.counters().results_published, 1U);
  EXPECT_EQ(loop_.counters().last_seq, 1U);
  EXPECT_GE(loop_.last_turn(), before);
}

TEST_F(CollectorLoopTest, GivingUpLeavesResultsUnpublished) {
  send_job("a", 1);
  std::jthread thread = start();
  ASSERT_TRUE(test::take_soon(journal_).has_value());
  thread.request_stop();
  loop_.give_up();
  thread.join();
  EXPECT_EQ(loop_.unpublished(), 1U);
}

TEST_F(CollectorLoopTest, AFullJournalMailboxSlowsItDownAndLosesNothing) {
  for (int i = 1; i <= 5; ++i)
    send_job("job" + std::to_string(i), i);
  std::jthread thread = start();
  thread.request_stop();
  for (int i = 1; i <= 5; ++i) {  // the journal's mailbox has room for one
    auto mail = test::take_soon(journal_);
    ASSERT_TRUE(mail.has_value());
    EXPECT_EQ(std::get<StoredResult>(*mail).seq, static_cast<std::uint64_t>(i));
    ASSERT_TRUE(committed_.try_push(std::move(std::get<StoredResult>(*mail))));
  }
  thread.join();
  EXPECT_EQ(loop_.counters().results_published, 5U);
}

TEST_F(CollectorLoopTest, HeartbeatsArePublished) {
  client::Subscription subscriber(context_, loop_.publisher().endpoint());
  subscriber.follow_all();
  std::jthread thread = start();
  for (int heartbeats = 0; heartbeats < 2; ++heartbeats) {
    const auto message = test::take_soon(subscriber.socket(), [&] { return subscriber.receive(); });
    ASSERT_TRUE(message.has_value());
    EXPECT_EQ(message->topic.kind, proto::Topic::Kind::health);
  }
  thread.request_stop();
}

}  // namespace
}  // namespace scand::broker
