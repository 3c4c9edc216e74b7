#include "broker/core/job_runner.h"

#include <gtest/gtest.h>

#include "core_driver.h"

// The runner by itself: which commands one job leads to, and in which order.
namespace scand::broker {
namespace {

using namespace test;
using proto::ErrorKind;
using proto::JobStatus;

class JobRunnerTest : public testing::Test {
 protected:
  JobRunnerTest() { config_.exchanges = &directory(); }

  Job& begin(const std::vector<std::string>& exchanges) {
    Job job;
    job.id = "job";
    job.request = std::make_shared<const proto::ScanRequest>(request_for(exchanges));
    job.deadline = turn_.now.mono + 100s;
    job.task_deadline = turn_.now.mono + 99s;
    job.state = JobState::queued;
    for (const std::string& id : exchanges) {
      job.exchanges.emplace_back();
      job.exchanges.back().name = job.exchanges.back().id = id;
    }
    Job& added = jobs_.add(std::move(job));
    runner_.begin(turn_, added);
    return added;
  }
  // A worker takes the next task.
  command::Dispatch start(WorkerId worker) {
    turn_.commands.clear();
    runner_.scheduler().on_worker_ready(worker);
    runner_.scheduler().dispatch(turn_);
    return the<command::Dispatch>(turn_.commands);
  }
  void answer(const command::Dispatch& task, base::Bytes payload,
              event::Outcome outcome = event::Outcome::ok,
              std::optional<ErrorKind> kind = std::nullopt) {
    turn_.commands.clear();
    auto answered = CoreDriver::answer_of(task, outcome, kind, 1s);
    answered.payload = std::move(payload);
    runner_.scheduler().on_task_answered(turn_, answered);
  }
  static base::Bytes bytes(const std::string& text) {
    return std::make_shared<const std::string>(text);
  }

  CoreConfig config_;
  Timers timers_;
  Ranking ranking_;
  CoreCounters counters_;
  JobTable jobs_;
  JobRunner runner_{config_, timers_, ranking_, counters_, jobs_};
  Turn turn_;
};

TEST_F(JobRunnerTest, BeginComesFirstAndUnscannableExchangesFailAtOnce) {
  begin({"slow", "alpha"});
  ASSERT_EQ(turn_.commands.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<command::Begin>(turn_.commands[0]));
  const auto missing = the<command::Missing>(turn_.commands);
  EXPECT_EQ(missing.exchange, "slow");
  EXPECT_EQ(missing.failure.kind, ErrorKind::unsupported_timeframe);
  EXPECT_EQ(missing.attempts, 0U);
}

TEST_F(JobRunnerTest, CandlesCountAsClosedALittleLate) {
  turn_.now.wall = base::from_unix_ms(3'600'000 + 1999);
  begin({"alpha"});
  EXPECT_EQ(start(1).task.key.last_close_ms, 0) << "the hour is over, close_grace is not";
  turn_.now.wall = base::from_unix_ms(3'600'000 + 2000);
  begin({"beta"});
  EXPECT_EQ(start(2).task.key.last_close_ms, 3'600'000);
}

TEST_F(JobRunnerTest, APartSaysWhenItsAttemptStarted) {
  begin({"alpha"});
  turn_.now.mono += 5s;
  const auto task = start(1);
  turn_.now.mono += 3s;
  answer(task, bytes("x"));
  const auto part = the<command::Part>(turn_.commands);
  EXPECT_EQ(part.task_started, base::MonoTime(5s));
  EXPECT_EQ(part.arrived, base::MonoTime(8s));
  EXPECT_EQ(part.attempts, 1U);
}

TEST_F(JobRunnerTest, TheLastSnapshotComesBeforeTheFinish) {
  begin({"alpha"});
  answer(start(1), bytes("x"));
  ASSERT_EQ(turn_.commands.size(), 3U);
  EXPECT_TRUE(std::holds_alternative<command::Part>(turn_.commands[0]));
  const auto last = the<command::Progress>(turn_.commands).progress;
  EXPECT_EQ(last.exchanges[0].state, proto::ExchangeProgress::State::done);
  EXPECT_TRUE(std::holds_alternative<command::Finish>(turn_.commands[2]));
  EXPECT_EQ(timers_.size(), 0U);
}

TEST_F(JobRunnerTest, AnAnswerWithoutAPayloadIsMissing) {
  begin({"alpha"});
  answer(start(1), nullptr);
  EXPECT_EQ(the<command::Missing>(turn_.commands).failure.kind, ErrorKind::internal);
  EXPECT_EQ(the<command::Finish>(turn_.commands).status, JobStatus::failed);
  begin({"beta"});
  answer(start(2), bytes(""), event::Outcome::failed, ErrorKind::tls);
  EXPECT_EQ(the<command::Missing>(turn_.commands).failure.kind, ErrorKind::tls);
}

TEST_F(JobRunnerTest, FinishesAreNumberedWithoutAGap) {
  config_.last_seq = 9;
  JobRunner runner(config_, timers_, ranking_, counters_, jobs_);
  Job job;
  job.request = std::make_shared<const proto::ScanRequest>(request_for({"slow"}));
  job.state = JobState::queued;
  job.deadline = base::MonoTime(9s);
  job.exchanges.emplace_back();
  job.exchanges[0].id = "slow";
  for (std::uint64_t seq = 10; seq < 13; ++seq) {
    turn_.commands.clear();
    runner.begin(turn_, jobs_.add(job));
    EXPECT_EQ(the<command::Finish>(turn_.commands).seq, seq);
  }
  EXPECT_EQ(runner.last_seq(), 12U);
}

TEST_F(JobRunnerTest, AJobThatJoinsLateSeesTheTasksProgress) {
  begin({"alpha"});
  const auto task = start(1);
  runner_.scheduler().on_task_progress(
      {1, task.task.task_id, 1, {proto::TaskProgress::Stage::scan, 70, 150}});
  turn_.commands.clear();
  const Job& late = begin({"alpha"});
  EXPECT_EQ(late.state, JobState::running);
  EXPECT_EQ(late.exchanges[0].progress.done, 70U);
  EXPECT_EQ(all<command::PartStarted>(turn_.commands).size(), 1U);
}

TEST_F(JobRunnerTest, ALostAttemptShowsAsQueuedAgain) {
  const Job& job = begin({"alpha"});
  answer(start(1), nullptr, event::Outcome::lost);
  EXPECT_EQ(job.exchanges[0].state, JobExchange::State::queued);
  EXPECT_EQ(job.exchanges[0].attempts, 1U);
  (void)start(2);
  EXPECT_TRUE(all<command::PartStarted>(turn_.commands).empty());
  EXPECT_EQ(job.exchanges[0].attempts, 2U);
}

TEST_F(JobRunnerTest, AnAbandonedJobOnlyStopsItsTasks) {
  Job& job = begin({"alpha", "beta"});
  (void)start(1);
  turn_.commands.clear();
  runner_.abandon(turn_, job);
  ASSERT_EQ(turn_.commands.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<command::StopTask>(turn_.commands[0]));
}

TEST_F(JobRunnerTest, SnapshotsArePacedAndTheLatestWins) {
  Job& job = begin({"alpha"});
  turn_.commands.clear();
  runner_.emit_progress(turn_);
  EXPECT_EQ(all<command::Progress>(turn_.commands).size(), 1U);
  const auto task = start(1);
  for (std::uint32_t done = 1; done < 9; ++done) {
    runner_.scheduler().on_task_progress({1, task.task.task_id, 1, {{}, done, 9}});
    runner_.emit_progress(turn_);
  }
  EXPECT_TRUE(all<command::Progress>(turn_.commands).empty());
  turn_.now.mono += config_.progress_interval;
  runner_.on_progress_timer(job.no);
  runner_.emit_progress(turn_);
  const auto sent = all<command::Progress>(turn_.commands);
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].progress.exchanges[0].done, 8U);
}

}  // namespace
}  // namespace scand::broker
