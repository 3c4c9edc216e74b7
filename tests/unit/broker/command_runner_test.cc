#include "broker/command_runner.h"

#include <gtest/gtest.h>

#include "tests/kit/broker/broker_fixture.h"
#include "tests/kit/broker/samples.h"

namespace scand::broker {
namespace {

class CommandRunnerTest : public testing::Test {
 protected:
  std::vector<Event> run(std::vector<Command> commands) {
    std::vector<Event> follow_ups;
    runner_.run(std::move(commands), follow_ups);
    return follow_ups;
  }
  template <class T>
  bool next_is(base::Mailbox<JournalMail>& box) {
    const auto mail = box.try_take();
    return mail && std::holds_alternative<T>(*mail);
  }
  template <class T>
  bool next_is(base::Mailbox<CollectorMail>& box) {
    const auto mail = box.try_take();
    return mail && std::holds_alternative<T>(*mail);
  }

  base::ManualClock clock_;
  proto::ExchangeDirectory directory_ = test::sample_directory();
  std::shared_ptr<SocketContext> context_ = std::make_shared<SocketContext>();
  Frontend frontend_{context_, "tcp://127.0.0.1:*", RequestDecoder(directory_, {}, 1'000), {1'000}};
  WorkerPool pool_{{0, 0, 0}, context_, {}, clock_};
  base::Mailbox<JournalMail> journal_{kMailboxItems};
  base::Mailbox<CollectorMail> collector_{3};
  CommandRunner runner_{frontend_, pool_, journal_, collector_};
};

TEST_F(CommandRunnerTest, EachCommandReachesItsReceiverInOrder) {
  EXPECT_TRUE(run({command::JournalJob{"a", {}, 0}, command::Begin{"a", {}, test::now_ms(0)},
                   command::PartStarted{"a", "okx"}, command::ForgetJob{"a"},
                   command::Finish{"a", proto::JobStatus::failed, 1, std::nullopt}})
                  .empty());
  EXPECT_TRUE(next_is<command::JournalJob>(journal_));
  EXPECT_TRUE(next_is<command::ForgetJob>(journal_));
  EXPECT_TRUE(next_is<command::Begin>(collector_));
  EXPECT_TRUE(next_is<command::PartStarted>(collector_));
  EXPECT_TRUE(next_is<command::Finish>(collector_));
  EXPECT_FALSE(runner_.drained());
}

TEST_F(CommandRunnerTest, RepliesGoToTheFrontend) {
  ClientRef gone;
  gone.routing_id = "gone";
  (void)run({command::ReplyAccepted{gone, "a", proto::JobStatus::queued},
             command::ReplyStatus{gone, "a", proto::JobStatus::running},
             command::ReplyRefused{gone, {}}});
  EXPECT_EQ(frontend_.counters().replies_unroutable, 3U);
}

TEST_F(CommandRunnerTest, AFullCollectorBlocksAndLosesNothing) {
  for (int i = 0; i < 5; ++i)
    (void)run({command::PartStarted{std::to_string(i), "okx"}});
  EXPECT_TRUE(runner_.still_blocked());
  for (int i = 0; i < 5; ++i) {
    const auto mail = collector_.try_take();
    ASSERT_TRUE(mail.has_value());
    EXPECT_EQ(std::get<command::PartStarted>(*mail).job_id, std::to_string(i));
    (void)runner_.still_blocked();
  }
  EXPECT_FALSE(runner_.still_blocked());
}

TEST_F(CommandRunnerTest, ProgressAndQueriesAreDroppedWhenTheCollectorIsBusy) {
  for (int i = 0; i < 3; ++i)
    EXPECT_TRUE(runner_.query_latest({}));
  EXPECT_FALSE(runner_.query_latest({}));
  (void)run({command::Progress{}});
  EXPECT_EQ(runner_.dropped_progress(), 1U);
  EXPECT_FALSE(runner_.still_blocked());
}

TEST_F(CommandRunnerTest, ReadsAreBoundedAndRefusedAsBusy) {
  for (std::size_t i = 0; i < kReadsMax; ++i)
    (void)run({command::ReadResult{{}, "a"}});
  EXPECT_EQ(runner_.reads(), kReadsMax);
  EXPECT_EQ(journal_.size(), kReadsMax);
  (void)run({command::ReadResult{{}, "a"}});
  EXPECT_EQ(runner_.busy_reads(), 1U);
  EXPECT_EQ(journal_.size(), kReadsMax);
  EXPECT_EQ(frontend_.counters().refused.at(static_cast<std::size_t>(proto::RefusalCode::busy)),
            1U);
  ReadyReply read;
  read.answers_read = true;
  runner_.on_reply_ready(read);
  (void)run({command::ReadResult{{}, "a"}});
  EXPECT_EQ(runner_.busy_reads(), 1U);
}

TEST_F(CommandRunnerTest, ReplaysHaveTheirOwnBound) {
  for (std::size_t i = 0; i < kReplaysMax + 1; ++i)
    runner_.replay({});
  EXPECT_EQ(runner_.reads(), kReplaysMax);
  EXPECT_EQ(journal_.size(), kReplaysMax);
  EXPECT_EQ(runner_.busy_replays(), 1U);
  EXPECT_EQ(frontend_.counters().refused.at(static_cast<std::size_t>(proto::RefusalCode::busy)),
            1U);
  ReadyReply replay;
  replay.answers_replay = true;
  runner_.on_reply_ready(replay);
  runner_.replay({});
  EXPECT_EQ(runner_.busy_replays(), 1U);
}

TEST_F(CommandRunnerTest, ATaskForAWorkerThatIsGoneIsLost) {
  proto::ScanTask task;
  task.task_id = 7;
  task.attempt = 2;
  const auto follow_ups = run({command::Dispatch{99, task, {}}});
  ASSERT_EQ(follow_ups.size(), 1U);
  const auto& lost = std::get<event::TaskAnswered>(follow_ups[0]);
  EXPECT_EQ(lost.outcome, event::Outcome::lost);
  EXPECT_EQ(lost.worker, 99U);
  EXPECT_EQ(lost.task_id, 7U);
  EXPECT_EQ(lost.attempt, 2U);
}

TEST_F(CommandRunnerTest, DrainedIsRemembered) {
  (void)run({command::Drained{}});
  EXPECT_TRUE(runner_.drained());
}

}  // namespace
}  // namespace scand::broker
