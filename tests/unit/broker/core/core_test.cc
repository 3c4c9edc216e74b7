#include "broker/core/core.h"

#include <gtest/gtest.h>

#include "core_driver.h"

// Scenarios: whole jobs, from submission to what clients read.
namespace scand::broker {
namespace {

using namespace test;
using proto::ErrorKind;
using proto::JobStatus;
using proto::RefusalCode;

TEST(Core, AJobGoesFromSubmissionToItsResult) {
  CoreDriver driver;
  const auto submitted =
      driver.send(event::Submit{client("c", "7"), request_for({"alpha", "beta"})});
  ASSERT_EQ(submitted.size(), 1U) << "no reply before the journal has the job";
  const std::string id = the<command::JournalJob>(submitted).job_id;

  const auto journaled = driver.send(event::JobJournaled{id});
  EXPECT_EQ(the<command::ReplyAccepted>(journaled).job_id, id);
  EXPECT_EQ(the<command::ReplyAccepted>(journaled).client, client("c", "7"));
  EXPECT_EQ(the<command::ReplyAccepted>(journaled).status, JobStatus::queued);
  EXPECT_EQ(all<command::Begin>(journaled).size(), 1U);
  EXPECT_TRUE(all<command::Dispatch>(journaled).empty());

  const auto started = driver.ready(1, 2);
  const auto tasks = all<command::Dispatch>(started);
  ASSERT_EQ(tasks.size(), 2U);
  EXPECT_EQ(all<command::PartStarted>(started).size(), 2U);

  const auto first = driver.answer(tasks[0]);
  EXPECT_EQ(the<command::Part>(first).exchange, "alpha");
  EXPECT_EQ(*the<command::Part>(first).payload, "payload of alpha");
  EXPECT_FALSE(the<command::Part>(first).shared);
  EXPECT_TRUE(all<command::Finish>(first).empty());

  const auto last = driver.answer(tasks[1]);
  EXPECT_EQ(the<command::Finish>(last).status, JobStatus::complete);
  EXPECT_EQ(the<command::Finish>(last).seq, 1U);
  EXPECT_EQ(the<command::Finish>(last).failure, std::nullopt);

  const auto early = driver.send(event::Get{client("c"), id});
  EXPECT_EQ(the<command::ReplyStatus>(early).status, JobStatus::running);
  (void)driver.send(event::ResultJournaled{id});
  const auto read = driver.send(event::Get{client("c"), id});
  EXPECT_EQ(the<command::ReadResult>(read).job_id, id);
}

TEST(Core, AFailingExchangeDoesNotAffectTheOthers) {
  CoreDriver driver;
  (void)driver.accept(request_for({"alpha", "beta"}));
  const auto tasks = all<command::Dispatch>(driver.ready(1, 2));
  const auto failed = driver.fail(tasks[0], ErrorKind::blocked);
  EXPECT_EQ(all<command::Part>(failed).size(), 1U) << "a failure is a partial result as well";
  EXPECT_EQ(the<command::Finish>(driver.answer(tasks[1])).status, JobStatus::partial);
}

TEST(Core, AllFailingIsFailedAndSaysWhy) {
  CoreDriver driver;
  (void)driver.accept(request_for({"alpha", "slow"}));
  const auto tasks = all<command::Dispatch>(driver.ready(1));
  const auto finish = the<command::Finish>(driver.fail(tasks.at(0), ErrorKind::tls));
  EXPECT_EQ(finish.status, JobStatus::failed);
  ASSERT_TRUE(finish.failure);
  EXPECT_EQ(finish.failure->kind, ErrorKind::tls);
  EXPECT_NE(finish.failure->message.find("alpha: it went wrong"), std::string::npos);
  EXPECT_NE(finish.failure->message.find("slow: has no 1h candles"), std::string::npos);
}

TEST(Core, ExchangesMissingAtTheDeadlineAreTimeouts) {
  CoreDriver driver;
  Commands accepted;
  (void)driver.accept(request_for({"alpha", "beta"}), "c", &accepted);
  const auto task = the<command::Dispatch>(driver.ready(1));
  (void)driver.advance(99s);
  const auto ended = driver.advance(1s);
  const auto missing = all<command::Missing>(ended);
  ASSERT_EQ(missing.size(), 2U);
  EXPECT_EQ(missing[0].failure.kind, ErrorKind::timeout);
  EXPECT_TRUE(missing[0].task_started);
  EXPECT_EQ(missing[0].attempts, 1U);
  EXPECT_FALSE(missing[1].task_started);
  EXPECT_EQ(missing[1].attempts, 0U);
  EXPECT_EQ(the<command::Finish>(ended).status, JobStatus::timeout);
  EXPECT_EQ(the<command::StopTask>(ended).task_id, task.task.task_id);
  EXPECT_TRUE(all<command::Part>(driver.answer(task)).empty()) << "too late";
}

TEST(Core, AWorkersOwnReportOfTheDeadlineIsATimeoutToo) {
  CoreDriver driver;
  (void)driver.accept(request_for({"alpha"}));
  const auto task = the<command::Dispatch>(driver.ready(1));
  EXPECT_EQ(task.deadline, driver.now().mono + 99'500ms) << "a little before the job's";
  (void)driver.advance(99'500ms);
  EXPECT_EQ(the<command::Finish>(driver.fail(task, ErrorKind::timeout)).status, JobStatus::timeout);

  (void)driver.accept(request_for({"beta"}));
  const auto early = the<command::Dispatch>(driver.ready(1));
  EXPECT_EQ(the<command::Finish>(driver.fail(early, ErrorKind::tls)).status, JobStatus::failed)
      << "a failure long before the deadline is a failure";
}

TEST(Core, NoTaskStartsThatCannotEndInTime) {
  CoreDriver driver;
  (void)driver.accept(request_for({"alpha"}));
  (void)driver.advance(99'600ms);
  const auto late = driver.ready(1);
  EXPECT_TRUE(all<command::Dispatch>(late).empty());
  EXPECT_EQ(the<command::Missing>(late).failure.kind, ErrorKind::timeout);
  EXPECT_EQ(the<command::Finish>(late).status, JobStatus::timeout);
}

TEST(Core, EqualWorkIsOneTaskAndEachJobGetsItsPart) {
  CoreDriver driver;
  const std::string first = driver.accept(request_for({"alpha"}), "c1");
  const auto task = the<command::Dispatch>(driver.ready(1, 2));
  auto longer = request_for({"alpha"});
  longer.deadline_seconds = 200;
  Commands joined;
  const std::string second = driver.accept(longer, "c2", &joined);
  EXPECT_TRUE(all<command::Dispatch>(joined).empty());
  EXPECT_EQ(the<command::PartStarted>(joined).job_id, second);
  EXPECT_EQ(the<command::ExtendTask>(joined).deadline, driver.now().mono + 199'500ms);
  const auto parts = all<command::Part>(driver.answer(task));
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].job_id, first);
  EXPECT_FALSE(parts[0].shared);
  EXPECT_EQ(parts[1].job_id, second);
  EXPECT_TRUE(parts[1].shared);
}

TEST(Core, CancellingAJobDoesNotAffectOthersThatShareItsTask) {
  CoreDriver driver;
  const std::string first = driver.accept(request_for({"alpha"}), "c1");
  const auto task = the<command::Dispatch>(driver.ready(1));
  (void)driver.accept(request_for({"alpha"}), "c2");
  const auto cancelled = driver.send(event::Cancel{client("c1"), first});
  EXPECT_EQ(the<command::ReplyStatus>(cancelled).status, JobStatus::cancelled);
  EXPECT_EQ(the<command::Missing>(cancelled).failure.kind, ErrorKind::cancelled);
  EXPECT_EQ(the<command::Finish>(cancelled).status, JobStatus::cancelled);
  EXPECT_TRUE(all<command::StopTask>(cancelled).empty());
  EXPECT_EQ(the<command::Finish>(driver.answer(task)).status, JobStatus::complete);
}

TEST(Core, CancellingTheLastJobStopsItsTask) {
  CoreDriver driver;
  const std::string id = driver.accept(request_for({"alpha", "beta"}));
  const auto task = the<command::Dispatch>(driver.ready(1));
  const auto cancelled = driver.send(event::Cancel{client("c"), id});
  EXPECT_EQ(the<command::StopTask>(cancelled).worker, task.worker);
  EXPECT_EQ(driver.core().gauges().tasks_queued, 0U);
  const auto again = driver.send(event::Cancel{client("c"), id});
  EXPECT_EQ(the<command::ReplyStatus>(again).status, JobStatus::cancelled);
  EXPECT_TRUE(all<command::Finish>(again).empty());
  (void)driver.send(event::ResultJournaled{id});
  const auto after_end = driver.send(event::Cancel{client("c"), id});
  EXPECT_EQ(the<command::ReplyStatus>(after_end).status, JobStatus::cancelled);
}

TEST(Core, WaitersGetTheResultOrTheStatus) {
  CoreDriver driver;
  const std::string id = driver.accept(request_for({"alpha"}));
  EXPECT_TRUE(driver.send(event::Wait{client("w1"), id, 5000}).empty());
  EXPECT_TRUE(driver.send(event::Wait{client("w2"), id, 50'000}).empty());
  EXPECT_EQ(the<command::ReplyStatus>(driver.send(event::Wait{client("w3"), id, 0})).status,
            JobStatus::queued);
  const auto timed_out = driver.advance(5s);
  EXPECT_EQ(the<command::ReplyStatus>(timed_out).client, client("w1"));
  const auto task = the<command::Dispatch>(driver.ready(1));
  (void)driver.answer(task);
  const auto journaled = driver.send(event::ResultJournaled{id});
  ASSERT_EQ(all<command::ReadResult>(journaled).size(), 1U);
  EXPECT_EQ(the<command::ReadResult>(journaled).client, client("w2"));
  EXPECT_EQ(driver.core().gauges().waiters, 0U);
}

TEST(Core, AnUnknownJobIsNotFound) {
  CoreDriver driver;
  const auto refused = the<command::ReplyRefused>(driver.send(event::Get{client("c"), "nonsense"}));
  EXPECT_EQ(refused.refusal.code, RefusalCode::not_found);
  EXPECT_EQ(refused.refusal.field, "job_id");
  const auto submitted = driver.send(event::Submit{client("c"), request_for({"alpha"})});
  const std::string id = the<command::JournalJob>(submitted).job_id;
  const auto hidden = driver.send(event::Cancel{client("c"), id});
  EXPECT_EQ(the<command::ReplyRefused>(hidden).refusal.code, RefusalCode::not_found)
      << "a job that is not acknowledged is unknown";
}

TEST(Core, ATaskIsGivenUpAfterThreeLostWorkers) {
  CoreDriver driver;
  (void)driver.accept(request_for({"alpha"}));
  Commands next = driver.ready(1);
  for (std::uint32_t attempt = 1; attempt <= 2; ++attempt) {
    const auto task = the<command::Dispatch>(next);
    EXPECT_EQ(task.task.attempt, attempt);
    (void)driver.lose(task);
    next = driver.ready(1);
    EXPECT_TRUE(all<command::PartStarted>(next).empty()) << "sent once";
  }
  const auto given_up = driver.lose(the<command::Dispatch>(next));
  const auto missing = the<command::Missing>(given_up);
  EXPECT_EQ(missing.failure.kind, ErrorKind::worker_lost);
  EXPECT_EQ(missing.attempts, 3U);
  EXPECT_EQ(the<command::Finish>(given_up).status, JobStatus::failed);
}

TEST(Core, AWorkerThatDoesNotAnswerIsReplacedAndFenced) {
  CoreDriver driver;
  const std::string id = driver.accept(request_for({"alpha"}));
  const auto task = the<command::Dispatch>(driver.ready(1));
  (void)driver.send(event::Cancel{client("c"), id});
  EXPECT_TRUE(all<command::ReplaceWorker>(driver.advance(4s)).empty());
  EXPECT_EQ(the<command::ReplaceWorker>(driver.advance(1s)).worker, 1U);
  (void)driver.answer(task);
  EXPECT_EQ(driver.core().counters().stale_answers, 1U);
  (void)driver.accept(request_for({"beta"}));
  EXPECT_TRUE(all<command::Dispatch>(driver.ready(1)).empty()) << "it is retired";
  EXPECT_EQ(all<command::Dispatch>(driver.ready(2)).size(), 1U);
}

TEST(Core, ProgressIsTheLatestSnapshotAndPaced) {
  CoreDriver driver;
  Commands accepted;
  (void)driver.accept(request_for({"alpha", "beta"}), "c", &accepted);
  EXPECT_EQ(the<command::Progress>(accepted).progress.exchanges.size(), 2U);
  const auto task = the<command::Dispatch>(driver.ready(1));
  for (std::uint32_t done = 1; done <= 100; ++done) {
    const auto sent = driver.send(event::TaskProgressed{
        1, task.task.task_id, 1, {proto::TaskProgress::Stage::scan, done, 150}});
    EXPECT_TRUE(all<command::Progress>(sent).empty());
  }
  const auto due = the<command::Progress>(driver.advance(250ms)).progress;
  EXPECT_EQ(due.exchanges[0].state, proto::ExchangeProgress::State::scan);
  EXPECT_EQ(due.exchanges[0].done, 100U);
  EXPECT_EQ(due.exchanges[0].total, 150U);
  EXPECT_EQ(due.exchanges[1].state, proto::ExchangeProgress::State::queued);
  EXPECT_TRUE(all<command::Progress>(driver.advance(10s)).empty()) << "no change, no snapshot";
}

TEST(Core, DrainRefusesNewJobsAndEndsWhenTheLastResultIsStored) {
  CoreDriver driver;
  const std::string id = driver.accept(request_for({"alpha"}));
  const auto task = the<command::Dispatch>(driver.ready(1));
  EXPECT_TRUE(driver.send(event::Drain{20s}).empty());
  const auto refused = driver.send(event::Submit{client("c"), request_for({"beta"})});
  EXPECT_EQ(the<command::ReplyRefused>(refused).refusal.code, RefusalCode::unavailable);
  EXPECT_TRUE(all<command::Drained>(driver.answer(task)).empty());
  EXPECT_EQ(all<command::Drained>(driver.send(event::ResultJournaled{id})).size(), 1U);
  EXPECT_EQ(driver.core().next_deadline(), std::nullopt);
}

TEST(Core, DrainEndsJobsThatOutlastItsGrace) {
  CoreDriver driver;
  const std::string id = driver.accept(request_for({"alpha"}));
  const auto waiting = driver.send(event::Submit{client("c"), request_for({"beta"})});
  (void)driver.send(event::Drain{20s});
  const auto ended = driver.advance(20s);
  EXPECT_EQ(the<command::Finish>(ended).status, JobStatus::cancelled);
  EXPECT_EQ(the<command::ReplyRefused>(ended).refusal.code, RefusalCode::unavailable);
  EXPECT_EQ(the<command::ForgetJob>(ended).job_id, the<command::JournalJob>(waiting).job_id);
  EXPECT_EQ(all<command::Drained>(driver.send(event::ResultJournaled{id})).size(), 1U);
}

TEST(Core, DrainCanLeaveUnfinishedJobsToTheJournal) {
  CoreConfig config;
  config.drain_leaves_jobs = true;
  CoreDriver driver(config);
  const std::string id = driver.accept(request_for({"alpha"}));
  (void)driver.ready(1);
  (void)driver.send(event::Wait{client("w"), id, 60'000});
  (void)driver.send(event::Drain{1s});
  const auto left = driver.advance(1s);
  EXPECT_TRUE(all<command::Finish>(left).empty());
  EXPECT_EQ(the<command::ReplyStatus>(left).status, JobStatus::running);
  EXPECT_EQ(all<command::StopTask>(left).size(), 1U);
  EXPECT_EQ(all<command::Drained>(left).size(), 1U);
}

TEST(Core, ARestoredJobRunsAgainUnderItsOldDeadline) {
  CoreConfig config;
  config.last_seq = 41;
  CoreDriver driver(config);
  const std::int64_t accepted_ms = base::unix_ms(driver.now().wall) - 60'000;
  const auto begun = driver.send(event::RestoreJob{"old", request_for({"alpha"}), accepted_ms});
  EXPECT_EQ(base::unix_ms(the<command::Begin>(begun).accepted.wall), accepted_ms);
  const auto task = the<command::Dispatch>(driver.ready(1));
  EXPECT_EQ(task.deadline, driver.now().mono + 39'500ms);
  EXPECT_EQ(the<command::Finish>(driver.answer(task)).seq, 42U);

  const auto expired =
      driver.send(event::RestoreJob{"older", request_for({"alpha"}), accepted_ms - 60'000});
  EXPECT_EQ(the<command::Finish>(expired).status, JobStatus::timeout);
}

TEST(Core, ARestoredResultIsReadableAndItsKeyTaken) {
  CoreDriver driver;
  auto keyed = request_for({"alpha"});
  keyed.request_id = "k";
  (void)driver.send(event::RestoreResult{"old", keyed, 1, JobStatus::partial, 7});
  EXPECT_EQ(the<command::ReadResult>(driver.send(event::Get{client("c"), "old"})).job_id, "old");
  const auto repeated = driver.send(event::Submit{client("c"), keyed});
  EXPECT_EQ(the<command::ReplyAccepted>(repeated).status, JobStatus::partial);
  ASSERT_EQ(driver.core().jobs(10).size(), 1U);
  EXPECT_EQ(driver.core().jobs(10)[0].seq, 7U);
}

TEST(Core, AnEvictedJobIsForgottenWithItsKey) {
  CoreConfig config;
  config.finished_jobs_kept = 1;
  CoreDriver driver(config);
  auto keyed = request_for({"slow"});  // ends at once
  keyed.request_id = "k";
  const std::string first = driver.accept(keyed);
  (void)driver.send(event::ResultJournaled{first});
  (void)driver.send(event::JobEvicted{first});
  const auto read = driver.send(event::Get{client("c"), first});
  EXPECT_EQ(the<command::ReplyRefused>(read).refusal.code, RefusalCode::not_found);
  const std::string second = driver.accept(keyed);
  EXPECT_NE(second, first);
  (void)driver.send(event::ResultJournaled{second});
  const std::string third = driver.accept(request_for({"slow"}));
  (void)driver.send(event::ResultJournaled{third});
  const auto pushed_out = driver.send(event::Get{client("c"), second});
  EXPECT_EQ(the<command::ReplyRefused>(pushed_out).refusal.code, RefusalCode::not_found);
  EXPECT_EQ(driver.core().counters().jobs_forgotten, 2U);
}

TEST(Core, GaugesAndListShowTheJobs) {
  CoreDriver driver;
  (void)driver.accept(request_for({"alpha"}));
  (void)driver.accept(request_for({"alpha", "beta"}));
  (void)driver.send(event::Submit{client("c"), request_for({"gamma"})});
  (void)driver.ready(1);
  const CoreGauges gauges = driver.core().gauges();
  EXPECT_EQ(gauges.jobs_journaling, 1U);
  EXPECT_EQ(gauges.jobs_running, 2U);
  EXPECT_EQ(gauges.tasks_running, 1U);
  EXPECT_EQ(gauges.tasks_queued, 1U);
  EXPECT_EQ(gauges.tasks_starving, 1U);
  const auto list = driver.core().jobs(10);
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].exchanges, 2U) << "newest first";
  EXPECT_EQ(driver.core().jobs(1).size(), 1U);
}

}  // namespace
}  // namespace scand::broker
