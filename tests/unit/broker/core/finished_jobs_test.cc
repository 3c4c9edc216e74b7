#include "broker/core/finished_jobs.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

FinishedJob job(JobNo no, std::size_t symbols = 0) {
  FinishedJob made;
  made.no = no;
  made.summary.job_id = "job" + std::to_string(no);
  made.summary.seq = no;
  if (symbols > 0) {
    proto::ScanRequest request;
    request.request_id = "k";
    request.symbols.resize(symbols, "BTC/USDT");
    made.request = std::make_shared<const proto::ScanRequest>(request);
  }
  return made;
}

TEST(FinishedJobs, RemembersByIdUntilForgotten) {
  FinishedJobs jobs(9, 1000);
  EXPECT_TRUE(jobs.remember(job(1)).empty());
  ASSERT_NE(jobs.find("job1"), nullptr);
  EXPECT_EQ(jobs.find("job1")->summary.seq, 1U);
  EXPECT_EQ(jobs.find("job2"), nullptr);
  EXPECT_EQ(jobs.forget("job1").size(), 1U);
  EXPECT_EQ(jobs.forget("job1").size(), 0U);
  EXPECT_EQ(jobs.find("job1"), nullptr);
}

TEST(FinishedJobs, PastTheCountTheOldestIsForgotten) {
  FinishedJobs jobs(2, 1'000'000);
  (void)jobs.remember(job(2));
  (void)jobs.remember(job(1));  // accepted earlier, ended later
  const auto forgotten = jobs.remember(job(3));
  ASSERT_EQ(forgotten.size(), 1U);
  EXPECT_EQ(forgotten[0].summary.job_id, "job1");
  EXPECT_EQ(jobs.find("job1"), nullptr);
  EXPECT_EQ(jobs.all().size(), 2U);
}

TEST(FinishedJobs, LargeRequestsCountByTheirSize) {
  FinishedJobs jobs(100, 60'000);
  EXPECT_TRUE(jobs.remember(job(1, 500)).empty()) << "500 symbols are about 28 kB";
  EXPECT_TRUE(jobs.remember(job(2, 500)).empty());
  EXPECT_EQ(jobs.remember(job(3, 500)).size(), 1U);
  EXPECT_TRUE(jobs.remember(job(4)).empty()) << "a job without a request has no weight";
  (void)jobs.forget("job2");
  EXPECT_TRUE(jobs.remember(job(5, 500)).empty()) << "a forgotten job has no weight";
}

TEST(FinishedJobs, ARequestLargerThanTheBoundIsNotKept) {
  FinishedJobs jobs(100, 100);
  EXPECT_EQ(jobs.remember(job(1, 500)).size(), 1U);
  EXPECT_TRUE(jobs.all().empty());
}

}  // namespace
}  // namespace scand::broker
