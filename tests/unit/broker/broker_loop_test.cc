#include "broker/broker_loop.h"

#include <array>
#include <gtest/gtest.h>
#include <thread>

#include "proto/replies.h"
#include "proto/reply_message.h"
#include "proto/request_message.h"
#include "tests/kit/broker/broker_fixture.h"
#include "tests/kit/broker/receive.h"

namespace scand::broker {
namespace {

// The loop runs on its own thread. The test plays the clients, the journal and the collector, whose
// mailbox holds only one item.
class BrokerLoopTest : public testing::Test {
 protected:
  BrokerLoopTest() {
    client_.connect(frontend_.endpoint());
    thread_ = std::jthread([this](const std::stop_token& stop) { loop_.run(stop); });
  }
  ~BrokerLoopTest() override {
    thread_.request_stop();
    thread_.join();
  }

  void send(proto::MessageType type, const proto::Value& body = {}) {
    const std::string bytes = proto::encode_request_message(type, proto::Value("x"), body);
    const std::array<std::string_view, 1> frames{bytes};
    ASSERT_EQ(client_.send(frames), Sent::yes);
  }
  proto::ReplyMessage reply() {
    return proto::read_reply_message(test::receive_soon(client_).at(0)).value();
  }
  // Plays the journal: commits the next job.
  std::string commit_next_job() {
    const auto mail = test::take_soon(journal_);
    const std::string job_id = std::get<command::JournalJob>(mail.value()).job_id;
    EXPECT_TRUE(inbox_.try_push(Event(event::JobJournaled{job_id})));
    return job_id;
  }
  static CoreConfig config(const proto::ExchangeDirectory& directory) {
    CoreConfig config;
    config.exchanges = &directory;
    return config;
  }
  static proto::DaemonStatus identity() {
    proto::DaemonStatus status;
    status.version = "9.9";
    status.epoch = "e0";
    return status;
  }

  base::SystemClock clock_;
  proto::ExchangeDirectory directory_ = test::sample_directory();
  std::shared_ptr<SocketContext> context_ = std::make_shared<SocketContext>();
  base::Mailbox<BrokerMail> inbox_{100};
  base::Mailbox<JournalMail> journal_{100};
  base::Mailbox<CollectorMail> collector_{1};
  Core core_{config(directory_)};
  Frontend frontend_{
      context_, "tcp://127.0.0.1:*", RequestDecoder(directory_, {}, proto::kMessageBytesMax), {}};
  WorkerPool pool_{{0, 0, 0}, context_, {}, clock_};
  JournalCounters journal_counters_;
  CollectorCounters collector_counters_;
  BrokerLoop loop_{{core_, frontend_, pool_, inbox_, journal_, collector_, directory_,
                    journal_counters_, collector_counters_, clock_},
                   identity()};
  Socket client_{context_, SocketType::dealer};
  std::jthread thread_;
};

TEST_F(BrokerLoopTest, AnswersQueriesByItself) {
  send(proto::MessageType::ping);
  EXPECT_EQ(*reply().body.find("version")->string(), "9.9");
  send(proto::MessageType::status);
  EXPECT_EQ(*reply().body.find("epoch")->string(), "e0");
  send(proto::MessageType::exchanges_list);
  EXPECT_EQ(reply().body.find("exchanges")->array()->size(), 5U);
  send(proto::MessageType::scan_list);
  EXPECT_TRUE(reply().body.find("jobs")->array()->empty());
}

TEST_F(BrokerLoopTest, AJobIsAcceptedOnceItIsCommitted) {
  send(proto::MessageType::scan_submit, test::scan_of({"okx"}));
  const std::string job_id = commit_next_job();
  const auto accepted = reply();
  EXPECT_EQ(accepted.type, proto::ReplyType::scan_accepted);
  EXPECT_EQ(accepted.job_id(), job_id);
}

TEST_F(BrokerLoopTest, AFullCollectorDelaysClientsAndLosesNothing) {
  constexpr int kJobs = 5;
  for (int i = 0; i < kJobs; ++i)
    send(proto::MessageType::scan_submit, test::scan_of({"okx"}, {{"topN", i + 1}}));
  std::jthread journal([this] {
    for (int i = 0; i < kJobs; ++i)
      (void)commit_next_job();
  });
  int begun = 0;
  while (begun < kJobs) {
    const auto mail = test::take_soon(collector_);
    ASSERT_TRUE(mail.has_value());
    if (std::holds_alternative<command::Begin>(*mail)) ++begun;
  }
  for (int i = 0; i < kJobs; ++i)
    EXPECT_EQ(reply().type, proto::ReplyType::scan_accepted);
}

TEST_F(BrokerLoopTest, SendsRepliesThatOtherThreadsMade) {
  send(proto::MessageType::signals_latest);
  const auto mail = test::take_soon(collector_);
  const ClientRef client = std::get<ReadLatest>(mail.value()).client;
  ASSERT_TRUE(inbox_.try_push(
      ReadyReply{client, proto::encode_status(client.correlation, "j", proto::JobStatus::queued),
                 nullptr, false}));
  EXPECT_EQ(reply().status(), proto::JobStatus::queued);
}

TEST_F(BrokerLoopTest, ADrainWithoutJobsEndsTheLoop) {
  ASSERT_TRUE(inbox_.try_push(Event(event::Drain{std::chrono::seconds(60)})));
  thread_.join();
  EXPECT_TRUE(loop_.drained());
  EXPECT_TRUE(loop_.status().draining);
  EXPECT_GT(loop_.last_turn(), base::MonoTime{});
  thread_ = std::jthread([] {});
}

}  // namespace
}  // namespace scand::broker
