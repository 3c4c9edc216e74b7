#include "broker/results/collector_desk.h"

#include <array>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "broker/client/subscription.h"
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
  void job_started(const observed::JobStarted& told) override {
    log.push_back("start " + told.job_id);
  }
  void exchange_started(const observed::ExchangeStarted& told) override {
    log.push_back("took " + told.exchange);
  }
  void exchange_finished(const observed::ExchangeFinished& told) override {
    log.push_back((told.detail.failure ? "failed " : "done ") + told.detail.name);
  }
  void job_finished(const observed::JobFinished& told) override {
    log.push_back("end " + std::string(name(told.result->status)));
  }
  std::vector<std::string> log;
};

command::Part part_of(const std::string& job_id, const proto::PartialResult& what) {
  command::Part part = test::part(job_id, what.exchange, 0, 10);
  part.payload = std::make_shared<const std::string>(proto::encode(what));
  return part;
}

class CollectorDeskTest : public testing::Test {
 protected:
  CollectorDeskTest() {
    subscriber_.follow_all();
    // Nothing is published to a subscription before it stands; the heartbeat shows when it does.
    for (;;) {
      desk_.beat();
      std::array<PollItem, 2> items{PollItem{&subscriber_.socket()},
                                    PollItem{&desk_.publisher().socket()}};
      poll(items, std::chrono::milliseconds(20));
      if (subscriber_.receive()) break;
    }
  }
  // What was published until now, heartbeats left out.
  std::vector<client::Publication> published() {
    const std::string end(26, '7');
    desk_.handle(command::Progress{{end, 0, {}}});
    std::vector<client::Publication> out;
    for (;;) {
      auto told = test::take_soon(subscriber_.socket(), [this] { return subscriber_.receive(); });
      if (!told) throw std::runtime_error("nothing was published");
      if (told->topic.job_id == end) return out;
      if (told->topic.kind != proto::Topic::Kind::health) out.push_back(std::move(*told));
    }
  }
  void begin(const proto::ScanRequest& request) {
    desk_.handle(command::Begin{kJob, request, now_ms(0)});
  }
  void finish(proto::JobStatus status) {
    desk_.handle(command::Finish{kJob, status, 1, std::nullopt});
  }

  base::ManualClock clock_;
  base::Mailbox<JournalMail> journal_{16};
  base::Mailbox<BrokerMail> broker_{1};
  std::shared_ptr<SocketContext> context_ = std::make_shared<SocketContext>();
  Observer observer_;
  CollectorDesk desk_{{"e0", 0, 1U << 20U, 100},
                      Publisher(context_, "tcp://127.0.0.1:*"),
                      journal_,
                      broker_,
                      &observer_,
                      clock_};
  client::Subscription subscriber_{context_, desk_.publisher().endpoint()};
};

TEST_F(CollectorDeskTest, AJobIsToldFoldedAndHandedToTheJournal) {
  begin(test::request({"okx", "kraken"}));
  desk_.handle(command::PartStarted{kJob, "okx"});
  desk_.handle(part_of(kJob, partial("okx", 10, {signal("okx", "A/USDT", 70)})));
  desk_.handle(command::Missing{
      kJob, "kraken", {proto::ErrorKind::timeout, "late"}, 1, std::nullopt, test::at_ms(5)});
  finish(proto::JobStatus::partial);
  EXPECT_THAT(observer_.log, testing::ElementsAre("start " + kJob, "took okx", "done okx",
                                                  "failed kraken", "end partial"));
  EXPECT_EQ(desk_.unpublished(), 1U);
  const auto mail = journal_.try_take();
  ASSERT_TRUE(mail.has_value());
  EXPECT_EQ(std::get<StoredResult>(*mail).seq, 1U);
}

TEST_F(CollectorDeskTest, PartialsArePublishedAsTheyComeAndTheResultWhenItIsKept) {
  begin(test::request({"okx"}));
  desk_.handle(part_of(
      kJob, partial("okx", 10, {signal("okx", "A/USDT", 70), signal("okx", "B/USDT", 10)})));
  finish(proto::JobStatus::complete);
  auto told = published();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].topic.exchange, "okx");
  EXPECT_EQ(told[0].seq, 0U);
  EXPECT_EQ(told[0].body.find("signals")->array()->size(), 1U);  // after the job's filters
  desk_.publish(std::get<StoredResult>(*journal_.try_take()));
  told = published();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].topic.kind, proto::Topic::Kind::result);
  EXPECT_EQ(told[0].seq, 1U);
  EXPECT_EQ(desk_.counts().last_seq, 1U);
  EXPECT_EQ(desk_.unpublished(), 0U);
}

TEST_F(CollectorDeskTest, ProgressIsPublished) {
  desk_.handle(
      command::Progress{{kJob, 1.5, {{"okx", proto::ExchangeProgress::State::scan, 1, 2}}}});
  const auto told = published();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].topic.kind, proto::Topic::Kind::progress);
}

TEST_F(CollectorDeskTest, AnAnswerThatCannotBeReadIsThatExchangesFailure) {
  begin(test::request({"okx"}));
  command::Part part = test::part(kJob, "okx", 0, 10);
  part.payload = std::make_shared<const std::string>("garbage");
  desk_.handle(part);
  EXPECT_EQ(observer_.log.back(), "failed okx");
  EXPECT_EQ(desk_.counts().partials_unreadable, 1U);
}

TEST_F(CollectorDeskTest, JobsThatShareATaskDecodeItOnce) {
  const std::string other(26, '2');
  begin(test::request({"okx"}));
  desk_.handle(command::Begin{other, test::request({"okx"}), now_ms(0)});
  command::Part part = test::part(kJob, "okx", 0, 10);
  part.payload = std::make_shared<const std::string>("garbage");
  desk_.handle(part);
  part.job_id = other;
  desk_.handle(part);
  EXPECT_EQ(desk_.counts().partials_unreadable, 1U);  // looked at once
  EXPECT_EQ(observer_.log.back(), "failed okx");
}

TEST_F(CollectorDeskTest, LatestSignalsAnswerOrAreCountedAsDropped) {
  begin(test::request({"okx"}));
  desk_.handle(part_of(kJob, partial("okx", 10, {signal("okx", "A/USDT", 70)})));
  const ReadLatest asked{{0, "peer", false, ""}, {}};
  desk_.handle(asked);
  desk_.handle(asked);  // the broker's mailbox has room for one
  EXPECT_EQ(desk_.counts().replies_dropped, 1U);
  const auto mail = broker_.try_take();
  const auto reply = proto::read_reply_message(std::get<ReadyReply>(*mail).head);
  ASSERT_TRUE(reply.ok());
  EXPECT_EQ(reply.value().body.find("signals")->array()->size(), 1U);
}

TEST_F(CollectorDeskTest, CommandsThatFitNoJobAreCountedNotFatal) {
  desk_.handle(command::PartStarted{"nobody", "okx"});
  desk_.handle(part_of("nobody", partial("okx", 1)));
  desk_.handle(command::Missing{"nobody", "okx", {}, 0, std::nullopt, test::at_ms(0)});
  desk_.handle(command::Finish{"nobody", proto::JobStatus::failed, 1, std::nullopt});
  EXPECT_EQ(desk_.counts().unexpected, 4U);
  EXPECT_TRUE(observer_.log.empty());
}

}  // namespace
}  // namespace scand::broker
