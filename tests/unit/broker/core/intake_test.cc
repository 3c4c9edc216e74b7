#include "broker/core/intake.h"

#include <gtest/gtest.h>
#include <limits>

#include "core_driver.h"

// The intake through the core: submissions, repeats, bounds and the journal's answers.
namespace scand::broker {
namespace {

using namespace test;
using proto::JobStatus;
using proto::RefusalCode;

proto::ScanRequest keyed_job(const std::string& key, double min_strength = 50) {
  auto made = request_for({"alpha"});
  made.request_id = key;
  made.min_strength = min_strength;
  return made;
}

proto::Refusal refusal(const Commands& commands) {
  return the<command::ReplyRefused>(commands).refusal;
}

TEST(Intake, TheJournalGetsTheRequestAndItsTime) {
  CoreDriver driver;
  const auto record =
      the<command::JournalJob>(driver.send(event::Submit{client("c"), keyed_job("k")}));
  EXPECT_EQ(record.request, keyed_job("k"));
  EXPECT_EQ(record.accepted_ms, base::unix_ms(driver.now().wall));
}

TEST(Intake, TheDeadlineCountsFromTheSubmission) {
  CoreDriver driver;
  const auto record =
      the<command::JournalJob>(driver.send(event::Submit{client("c"), request_for({"alpha"})}));
  (void)driver.advance(30s);
  const auto begun = driver.send(event::JobJournaled{record.job_id});
  EXPECT_EQ(the<command::Begin>(begun).accepted.mono, driver.now().mono - 30s);
  EXPECT_TRUE(all<command::Finish>(driver.advance(69s)).empty());
  EXPECT_EQ(all<command::Finish>(driver.advance(1s)).size(), 1U);
}

TEST(Intake, ARepeatWaitsForTheSameCommitAndGetsTheSameJob) {
  CoreDriver driver;
  const auto first = driver.send(event::Submit{client("a"), keyed_job("k")});
  EXPECT_TRUE(driver.send(event::Submit{client("b"), keyed_job("k")}).empty());
  const std::string id = the<command::JournalJob>(first).job_id;
  const auto accepted = all<command::ReplyAccepted>(driver.send(event::JobJournaled{id}));
  ASSERT_EQ(accepted.size(), 2U);
  EXPECT_EQ(accepted[0].client, client("a"));
  EXPECT_EQ(accepted[1].client, client("b"));
  EXPECT_EQ(accepted[1].job_id, id);
}

TEST(Intake, ARepeatGetsTheJobsStatus) {
  CoreDriver driver;
  const std::string id = driver.accept(keyed_job("k"));
  const auto repeat = [&] {
    return the<command::ReplyAccepted>(driver.send(event::Submit{client("b"), keyed_job("k")}))
        .status;
  };
  EXPECT_EQ(repeat(), JobStatus::queued);
  const auto task = the<command::Dispatch>(driver.ready(1));
  EXPECT_EQ(repeat(), JobStatus::running);
  (void)driver.answer(task);
  EXPECT_EQ(repeat(), JobStatus::running) << "the result cannot be read yet";
  (void)driver.send(event::ResultJournaled{id});
  EXPECT_EQ(repeat(), JobStatus::complete);
  EXPECT_EQ(driver.core().counters().jobs_repeated, 4U);
  EXPECT_EQ(driver.core().counters().jobs_accepted, 1U);
}

TEST(Intake, TheSameKeyWithAnotherBodyIsAConflict) {
  CoreDriver driver;
  (void)driver.accept(keyed_job("k"));
  const auto refused = refusal(driver.send(event::Submit{client("b"), keyed_job("k", 60)}));
  EXPECT_EQ(refused.code, RefusalCode::conflict);
  EXPECT_EQ(refused.field, "requestId");
}

TEST(Intake, SubmittersThatWaitForOneCommitAreBounded) {
  CoreConfig config;
  config.max_submitters_per_job = 1;
  CoreDriver driver(config);
  (void)driver.send(event::Submit{client("a"), keyed_job("k")});
  EXPECT_EQ(refusal(driver.send(event::Submit{client("b"), keyed_job("k")})).code,
            RefusalCode::busy);
}

TEST(Intake, PastABoundItRefusesBusyWithARetryTime) {
  CoreConfig config;
  config.max_jobs = 2;
  CoreDriver driver(config);
  const std::string id = driver.accept(request_for({"slow"}), "a");
  (void)driver.accept(request_for({"alpha"}), "b");
  const auto refused = refusal(driver.send(event::Submit{client("c"), request_for({"beta"})}));
  EXPECT_EQ(refused.code, RefusalCode::busy);
  EXPECT_TRUE(refused.retry_after_ms);
  (void)driver.send(event::ResultJournaled{id});
  EXPECT_EQ(all<command::JournalJob>(driver.send(event::Submit{client("c"), request_for({"beta"})}))
                .size(),
            1U);
}

TEST(Intake, ARefusingJournalRefusesTheJob) {
  CoreDriver driver;
  const auto submitted = driver.send(event::Submit{client("a"), keyed_job("k")});
  const std::string id = the<command::JournalJob>(submitted).job_id;
  const auto refused = refusal(driver.send(event::JobRefusedByJournal{id, "the disk is full"}));
  EXPECT_EQ(refused.code, RefusalCode::unavailable);
  EXPECT_NE(refused.message.find("the disk is full"), std::string::npos);
  EXPECT_EQ(driver.core().gauges().jobs_journaling, 0U);
  const std::string again = driver.accept(keyed_job("k"));
  EXPECT_NE(again, id) << "the key is free";
}

TEST(Intake, ASilentJournalIsNotWaitedForPastTheDeadline) {
  CoreDriver driver;
  const auto submitted = driver.send(event::Submit{client("a"), request_for({"alpha"})});
  const std::string id = the<command::JournalJob>(submitted).job_id;
  const auto ended = driver.advance(100s);
  EXPECT_EQ(refusal(ended).code, RefusalCode::unavailable);
  EXPECT_EQ(the<command::ForgetJob>(ended).job_id, id);
  EXPECT_TRUE(driver.send(event::JobJournaled{id}).empty()) << "too late";
  EXPECT_EQ(driver.core().counters().unexpected, 1U);
}

TEST(Intake, AnswersThatFitNoJobAreCounted) {
  CoreDriver driver;
  const std::string id = driver.accept(request_for({"alpha"}));
  EXPECT_TRUE(driver.send(event::JobJournaled{id}).empty());
  EXPECT_TRUE(driver.send(event::JobRefusedByJournal{id, ""}).empty());
  EXPECT_TRUE(driver.send(event::JobRefusedByJournal{"unknown", ""}).empty());
  EXPECT_TRUE(driver.send(event::RestoreJob{id, request_for({"alpha"}), 0}).empty());
  EXPECT_EQ(driver.core().counters().unexpected, 4U);
}

TEST(Intake, WhileDrainingARepeatIsStillAnswered) {
  CoreDriver driver;
  const std::string id = driver.accept(keyed_job("k"));
  (void)driver.send(event::Drain{});
  const auto repeated = driver.send(event::Submit{client("b"), keyed_job("k")});
  EXPECT_EQ(the<command::ReplyAccepted>(repeated).job_id, id);
}

TEST(Intake, ADeadlineThatIsNotANumberEndsTheJobAtOnce) {
  CoreDriver driver;
  auto broken = request_for({"alpha"});
  broken.deadline_seconds = std::numeric_limits<double>::quiet_NaN();
  const auto submitted = driver.send(event::Submit{client("a"), broken});
  EXPECT_EQ(refusal(submitted).code, RefusalCode::unavailable) << "its deadline has passed at once";
  broken.deadline_seconds = 1e300;
  (void)driver.accept(broken);
  EXPECT_EQ(driver.core().next_deadline(), driver.now().mono + 3600s);
}

TEST(Intake, FastestIsChosenAtSubmissionAndKept) {
  CoreConfig ranked;
  ranked.ranks = {{"alpha", 5, 1, 9}, {"beta", 5, 1, 2}, {"unknown", 5, 1, 1}};
  CoreDriver driver(ranked);
  auto fastest = request_for({"alpha", "beta"});
  fastest.exchange_rule = "fastest:1";
  fastest.fastest = 1;
  fastest.request_id = "key";
  const auto job = the<command::JournalJob>(driver.send(event::Submit{client("c"), fastest}));
  ASSERT_EQ(job.request.exchanges.size(), 1U);
  EXPECT_EQ(job.request.exchanges[0].id, "beta");
  (void)driver.send(event::JobJournaled{job.job_id});
  // Beta gets worse: the same request is still the same job.
  const auto task = the<command::Dispatch>(driver.ready(1));
  (void)driver.fail(task, proto::ErrorKind::blocked);
  const auto again = driver.send(event::Submit{client("c"), fastest});
  EXPECT_EQ(the<command::ReplyAccepted>(again).job_id, job.job_id);
  fastest.fastest = 2;
  const auto other = driver.send(event::Submit{client("c"), fastest});
  EXPECT_EQ(the<command::ReplyRefused>(other).refusal.code, proto::RefusalCode::conflict);
}

}  // namespace
}  // namespace scand::broker
