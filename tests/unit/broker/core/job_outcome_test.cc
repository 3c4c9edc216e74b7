#include "broker/core/job_outcome.h"

#include <gtest/gtest.h>
#include <string>

#include "core_driver.h"

namespace scand::broker {
namespace {

using namespace std::chrono_literals;
using proto::ErrorKind;
using proto::JobStatus;
using State = JobExchange::State;

Job job(const std::vector<State>& states) {
  Job made;
  made.request = std::make_shared<const proto::ScanRequest>(test::request_for({"x"}));
  for (const State state : states) {
    JobExchange one;
    one.name = "x" + std::to_string(made.exchanges.size());
    one.state = state;
    if (state == State::failed) {
      const auto kind = made.exchanges.empty() ? ErrorKind::network : ErrorKind::blocked;
      one.failure = proto::Failure{kind, one.name + ": broke"};
    }
    made.exchanges.push_back(one);
  }
  return made;
}

TEST(JobOutcome, TheFirstStatusThatHoldsIsTaken) {
  EXPECT_EQ(final_status(job({State::done, State::done}), false), JobStatus::complete);
  EXPECT_EQ(final_status(job({State::done, State::failed}), false), JobStatus::partial);
  EXPECT_EQ(final_status(job({State::failed, State::failed}), false), JobStatus::failed);
  EXPECT_EQ(final_status(job({State::done, State::failed}), true), JobStatus::cancelled);
}

TEST(JobOutcome, TheDeadlineIsTheStatusOnlyWhenNoneSucceeded) {
  Job none = job({State::failed, State::failed});
  none.hit_deadline = true;
  EXPECT_EQ(final_status(none, false), JobStatus::timeout);
  EXPECT_EQ(final_status(none, true), JobStatus::cancelled);
  Job some = job({State::done, State::failed});
  some.hit_deadline = true;
  EXPECT_EQ(final_status(some, false), JobStatus::partial);
}

TEST(JobOutcome, AFailedJobNamesAllCauses) {
  const auto failure = final_failure(job({State::failed, State::failed}), JobStatus::failed);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, ErrorKind::network);
  EXPECT_EQ(failure->message, "all 2 exchanges failed: x0: broke; x1: broke");
  const auto one = final_failure(job({State::failed}), JobStatus::failed);
  EXPECT_EQ(one->message, "x0: broke");
}

TEST(JobOutcome, ATimeoutSaysWhatToDo) {
  const auto failure = final_failure(job({State::failed}), JobStatus::timeout);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, ErrorKind::timeout);
  EXPECT_NE(failure->message.find("deadline of 100 s"), std::string::npos);
  EXPECT_NE(failure->message.find("raise deadlineSeconds"), std::string::npos);
}

TEST(JobOutcome, AJobWithAnyResultHasNoFailure) {
  EXPECT_EQ(final_failure(job({State::done}), JobStatus::complete), std::nullopt);
  EXPECT_EQ(final_failure(job({State::done, State::failed}), JobStatus::partial), std::nullopt);
}

TEST(JobOutcome, AMissedDeadlineDistinguishesWaitingFromRunning) {
  const Job asked = job({State::running});
  JobExchange one = asked.exchanges[0];
  EXPECT_NE(missed_deadline(asked, one, base::MonoTime(9s)).message.find("no worker was free"),
            std::string::npos);
  one.started = base::MonoTime(2s);
  EXPECT_NE(missed_deadline(asked, one, base::MonoTime(9s)).message.find("running for 7.0 s"),
            std::string::npos);
  EXPECT_EQ(missed_deadline(asked, one, base::MonoTime(9s)).kind, ErrorKind::timeout);
}

TEST(JobOutcome, ALostWorkerIsReportedAsOurFaultWithItsCause) {
  JobExchange one;
  one.name = "x";
  one.attempts = 3;
  const auto failure = worker_lost(one, "it threw up");
  EXPECT_EQ(failure.kind, ErrorKind::worker_lost);
  EXPECT_NE(failure.message.find("x: given up after 3 attempts"), std::string::npos);
  EXPECT_NE(failure.message.find("it threw up"), std::string::npos);
  EXPECT_EQ(empty_answer(one).kind, ErrorKind::internal);
}

TEST(JobOutcome, AFailureGetsTheNameOfItsExchange) {
  JobExchange one;
  one.name = "x";
  EXPECT_EQ(with_name(one, {ErrorKind::cancelled, "stopped"}),
            (proto::Failure{ErrorKind::cancelled, "x: stopped"}));
}

}  // namespace
}  // namespace scand::broker
