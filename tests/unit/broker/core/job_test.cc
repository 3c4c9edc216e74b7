#include "broker/core/job.h"

#include <gtest/gtest.h>
#include <vector>

#include "core_driver.h"

namespace scand::broker {
namespace {

using namespace std::chrono_literals;
using enum JobState;
using Stage = proto::TaskProgress::Stage;
using ExchangeState = proto::ExchangeProgress::State;

TEST(JobState, AJobGoesThroughItsStates) {
  EXPECT_EQ(next_state(journaling, JobStep::journaled), queued);
  EXPECT_EQ(next_state(queued, JobStep::started), running);
  EXPECT_EQ(next_state(running, JobStep::started), running);
  EXPECT_EQ(next_state(running, JobStep::ended), finishing);
  EXPECT_EQ(next_state(finishing, JobStep::result_journaled), removed);
}

TEST(JobState, AJobMayEndBeforeItStarts) {
  EXPECT_EQ(next_state(journaling, JobStep::refused), removed);
  EXPECT_EQ(next_state(queued, JobStep::ended), finishing);
}

TEST(JobState, OtherStepsDoNotFit) {
  int steps = 0;
  for (const JobState state : {journaling, queued, running, finishing, removed}) {
    for (const JobStep step : {JobStep::journaled, JobStep::refused, JobStep::started,
                               JobStep::ended, JobStep::result_journaled}) {
      steps += next_state(state, step) ? 1 : 0;
    }
  }
  EXPECT_EQ(steps, 7) << "the steps of the table";
  EXPECT_EQ(next_state(finishing, JobStep::ended), std::nullopt) << "a job ends once";
  EXPECT_EQ(next_state(removed, JobStep::journaled), std::nullopt);
}

TEST(JobState, AFinishingJobStillShowsAsRunning) {
  EXPECT_EQ(public_status(queued), proto::JobStatus::queued);
  EXPECT_EQ(public_status(running), proto::JobStatus::running);
  EXPECT_EQ(public_status(finishing), proto::JobStatus::running);
}

TEST(JobProgress, ShowsEveryExchangeInTheClientsSpelling) {
  Job job;
  job.id = "job";
  job.accepted.mono = base::MonoTime(10s);
  job.exchanges.resize(5);
  const JobExchange::State states[] = {JobExchange::State::queued, JobExchange::State::running,
                                       JobExchange::State::running, JobExchange::State::done,
                                       JobExchange::State::failed};
  for (std::size_t i = 0; i < 5; ++i) {
    job.exchanges[i].name = std::string(1, static_cast<char>('A' + i));
    job.exchanges[i].id = "canonical";
    job.exchanges[i].state = states[i];
  }
  job.exchanges[2].progress = {Stage::scan, 3, 9};
  const proto::JobProgress progress = progress_snapshot(job, base::MonoTime(12500ms));
  EXPECT_EQ(progress.job_id, "job");
  EXPECT_DOUBLE_EQ(progress.elapsed_seconds, 2.5);
  EXPECT_EQ(progress.exchanges,
            (std::vector<proto::ExchangeProgress>{{"A", ExchangeState::queued, 0, 0},
                                                  {"B", ExchangeState::init, 0, 0},
                                                  {"C", ExchangeState::scan, 3, 9},
                                                  {"D", ExchangeState::done, 0, 0},
                                                  {"E", ExchangeState::failed, 0, 0}}));
}

TEST(JobSummary, CountsSettledExchanges) {
  auto request = test::request_for({"alpha", "beta", "gamma"});
  request.timeframe = "medium";
  request.priority = proto::Priority::high;
  Job job;
  job.id = "job";
  job.request = std::make_shared<const proto::ScanRequest>(request);
  job.accepted.wall = base::from_unix_ms(77);
  job.state = JobState::running;
  job.exchanges.resize(3);
  job.exchanges[0].state = JobExchange::State::done;
  job.exchanges[2].state = JobExchange::State::failed;
  EXPECT_EQ(summarise(job), (JobSummary{"job", proto::JobStatus::running, proto::Priority::high,
                                        "medium", 77, 100, 3, 1, 1, std::nullopt}));
}

}  // namespace
}  // namespace scand::broker
