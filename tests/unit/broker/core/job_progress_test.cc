#include "broker/core/job_progress.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

using namespace std::chrono_literals;
using Stage = proto::TaskProgress::Stage;
using ExchangeState = proto::ExchangeProgress::State;

TEST(JobProgress, IsAWholeSnapshotInTheClientsSpelling) {
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
  const proto::JobProgress progress = snapshot(job, base::MonoTime(12500ms));
  EXPECT_EQ(progress.job_id, "job");
  EXPECT_DOUBLE_EQ(progress.elapsed_seconds, 2.5);
  EXPECT_EQ(progress.exchanges,
            (std::vector<proto::ExchangeProgress>{{"A", ExchangeState::queued, 0, 0},
                                                  {"B", ExchangeState::init, 0, 0},
                                                  {"C", ExchangeState::scan, 3, 9},
                                                  {"D", ExchangeState::done, 0, 0},
                                                  {"E", ExchangeState::failed, 0, 0}}));
}

}  // namespace
}  // namespace scand::broker
