#include "broker/core/job_table.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

Job job(const std::string& id) {
  Job made;
  made.id = id;
  return made;
}

TEST(JobTable, NumbersJobsInOrderAndFindsThem) {
  JobTable jobs;
  EXPECT_TRUE(jobs.empty());
  EXPECT_EQ(jobs.add(job("a")).no, 1U);
  EXPECT_EQ(jobs.next_number(), 2U);
  EXPECT_EQ(jobs.add(job("b")).no, 3U);
  ASSERT_NE(jobs.find("b"), nullptr);
  EXPECT_EQ(jobs.find("b"), jobs.find(3));
  EXPECT_EQ(jobs.numbers(), (std::vector<JobNo>{1, 3}));
}

TEST(JobTable, AnErasedJobIsUnknown) {
  JobTable jobs;
  (void)jobs.add(job("a"));
  jobs.erase(1);
  jobs.erase(1);
  EXPECT_EQ(jobs.find("a"), nullptr);
  EXPECT_EQ(jobs.find(1), nullptr);
  EXPECT_EQ(jobs.add(job("a")).no, 2U) << "numbers are not used again";
}

TEST(JobTable, GaugesCountJobsByState) {
  JobTable jobs;
  (void)jobs.add(job("a"));
  jobs.add(job("b")).state = JobState::running;
  CoreGauges gauges;
  jobs.fill_gauges(gauges);
  EXPECT_EQ(gauges.jobs_journaling, 1U);
  EXPECT_EQ(gauges.jobs_running, 1U);
  EXPECT_EQ(gauges.jobs_finishing, 0U);
}

}  // namespace
}  // namespace scand::broker
