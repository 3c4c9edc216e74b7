// What each command makes the collector do. The test's thread calls the loop's handle(); the thread
// itself is tested in collector_loop_test.cc.
#include <array>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "broker/client/subscription.h"
#include "broker/results/collector_loop.h"
#include "broker/wire/poll.h"
#include "proto/internal_messages.h"
#include "proto/reply_message.h"
#include "tests/kit/broker/receive.h"
#include "tests/kit/broker/samples.h"

namespace scand::broker {
namespace {

using test::now_ms;
using test::partial;
using test::signal;

const std::string kJob(26, '1');

class Observer final : public JobObserver {
 public:
  void job_started(const observed::JobStarted& event) override {
    log.push_back("start " + event.job_id);
  }
  void exchange_started(const observed::ExchangeStarted& event) override {
    log.push_back("took " + event.exchange);
  }
  void exchange_finished(const observed::ExchangeFinished& event) override {
    log.push_back((event.detail.failure ? "failed " : "done ") + event.detail.name);
  }
  void job_finished(const observed::JobFinished& event) override {
    log.push_back("end " + std::string(name(event.result->status)));
  }
  std::vector<std::string> log;
};

command::Part part_of(const std::string& job_id, const proto::PartialResult& what) {
  command::Part part = test::part(job_id, what.exchange, 0, 10);
  part.payload = std::make_shared<const std::string>(proto::encode(what));
  return part;
}

class CollectorCommands : public testing::Test {
 protected:
  CollectorCommands() {
    subscriber_.follow_all();
    // A subscription takes a moment to reach the publisher; heartbeats show when it has.
    for (;;) {
      loop_.publish_heartbeat();
      std::array<PollItem, 2> items{PollItem{&subscriber_.socket()},
                                    PollItem{&loop_.publisher().socket()}};
      poll(items, std::chrono::milliseconds(20));
      if (subscriber_.receive()) break;
    }
  }
  // What was published up to now, without heartbeats.
  std::vector<client::Publication> published() {
    const std::string end(26, '7');
    loop_.handle(command::Progress{{end, 0, {}}});
    std::vector<client::Publication> out;
    for (;;) {
      auto message =
          test::take_soon(subscriber_.socket(), [this] { return subscriber_.receive(); });
      if (!message) throw std::runtime_error("nothing was published");
      if (message->topic.job_id == end) return out;
      if (message->topic.kind != proto::Topic::Kind::health) out.push_back(std::move(*message));
    }
  }
  void begin(const proto::ScanRequest& request) {
    loop_.handle(command::Begin{kJob, request, now_ms(0)});
  }
  void finish(proto::JobStatus status) {
    loop_.handle(command::Finish{kJob, status, 1, std::nullopt});
  }

  base::ManualClock clock_;
  base::Mailbox<CollectorMail> inbox_{1};
  base::Mailbox<StoredResult> committed_{1};
  base::Mailbox<JournalMail> journal_{16};
  base::Mailbox<BrokerMail> broker_{1};
  std::shared_ptr<SocketContext> context_ = std::make_shared<SocketContext>();
  Observer observer_;
  CollectorLoop loop_{{"e0", 0, 1U << 20U, 100},
                      Publisher(context_, "tcp://127.0.0.1:*"),
                      {inbox_, committed_, journal_, broker_},
                      &observer_,
                      clock_};
  client::Subscription subscriber_{context_, loop_.publisher().endpoint()};
};

TEST_F(CollectorCommands, AJobIsObservedAndItsResultHandedToTheJournal) {
  begin(test::request({"okx", "kraken"}));
  loop_.handle(command::PartStarted{kJob, "okx"});
  loop_.handle(part_of(kJob, partial("okx", 10, {signal("okx", "A/USDT", 70)})));
  loop_.handle(command::Missing{
      kJob, "kraken", {proto::ErrorKind::timeout, "late"}, 1, std::nullopt, test::at_ms(5)});
  finish(proto::JobStatus::partial);
  EXPECT_THAT(observer_.log, testing::ElementsAre("start " + kJob, "took okx", "done okx",
                                                  "failed kraken", "end partial"));
  EXPECT_EQ(loop_.unpublished(), 1U);
  const auto mail = journal_.try_take();
  ASSERT_TRUE(mail.has_value());
  EXPECT_EQ(std::get<StoredResult>(*mail).seq, 1U);
}

TEST_F(CollectorCommands, PartialsArePublishedAtOnceAndTheResultAfterItsCommit) {
  begin(test::request({"okx"}));
  loop_.handle(part_of(
      kJob, partial("okx", 10, {signal("okx", "A/USDT", 70), signal("okx", "B/USDT", 10)})));
  finish(proto::JobStatus::complete);
  auto messages = published();
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages[0].topic.exchange, "okx");
  EXPECT_EQ(messages[0].seq, 0U);
  EXPECT_EQ(messages[0].body.find("signals")->array()->size(), 1U);  // after the job's filters
  loop_.publish_result(std::get<StoredResult>(*journal_.try_take()));
  messages = published();
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages[0].topic.kind, proto::Topic::Kind::result);
  EXPECT_EQ(messages[0].seq, 1U);
  EXPECT_EQ(loop_.counters().last_seq, 1U);
  EXPECT_EQ(loop_.unpublished(), 0U);
}

TEST_F(CollectorCommands, ProgressIsPublished) {
  loop_.handle(
      command::Progress{{kJob, 1.5, {{"okx", proto::ExchangeProgress::State::scan, 1, 2}}}});
  const auto messages = published();
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages[0].topic.kind, proto::Topic::Kind::progress);
}

TEST_F(CollectorCommands, AnUnreadableAnswerIsThatExchangesFailure) {
  begin(test::request({"okx"}));
  command::Part part = test::part(kJob, "okx", 0, 10);
  part.payload = std::make_shared<const std::string>("garbage");
  loop_.handle(part);
  EXPECT_EQ(observer_.log.back(), "failed okx");
  EXPECT_EQ(loop_.counters().partials_unreadable, 1U);
}

TEST_F(CollectorCommands, JobsThatShareATaskDecodeItOnce) {
  const std::string other(26, '2');
  begin(test::request({"okx"}));
  loop_.handle(command::Begin{other, test::request({"okx"}), now_ms(0)});
  command::Part part = test::part(kJob, "okx", 0, 10);
  part.payload = std::make_shared<const std::string>("garbage");
  loop_.handle(part);
  part.job_id = other;
  loop_.handle(part);
  EXPECT_EQ(loop_.counters().partials_unreadable, 1U);  // decoded once
  EXPECT_EQ(observer_.log.back(), "failed okx");
}

TEST_F(CollectorCommands, LatestSignalsAreAnsweredOrCountedAsDropped) {
  begin(test::request({"okx"}));
  loop_.handle(part_of(kJob, partial("okx", 10, {signal("okx", "A/USDT", 70)})));
  const ReadLatest read{{0, "peer", false, ""}, {}};
  loop_.handle(read);
  loop_.handle(read);  // the broker's mailbox has room for one
  EXPECT_EQ(loop_.counters().replies_dropped, 1U);
  const auto mail = broker_.try_take();
  const auto reply = proto::read_reply_message(std::get<ReadyReply>(*mail).head);
  ASSERT_TRUE(reply.ok());
  EXPECT_EQ(reply.value().body.find("signals")->array()->size(), 1U);
}

TEST_F(CollectorCommands, CommandsThatFitNoJobAreCounted) {
  loop_.handle(command::PartStarted{"nobody", "okx"});
  loop_.handle(part_of("nobody", partial("okx", 1)));
  loop_.handle(command::Missing{"nobody", "okx", {}, 0, std::nullopt, test::at_ms(0)});
  loop_.handle(command::Finish{"nobody", proto::JobStatus::failed, 1, std::nullopt});
  EXPECT_EQ(loop_.counters().unexpected, 4U);
  EXPECT_TRUE(observer_.log.empty());
}

}  // namespace
}  // namespace scand::broker
