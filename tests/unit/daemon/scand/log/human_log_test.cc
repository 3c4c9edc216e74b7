#include "daemon/scand/log/human_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "job_samples.h"
#include "keeping_sink.h"

namespace scand::daemon {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class HumanLogTest : public ::testing::Test {
 protected:
  // The events of a whole job, as the collector sends them.
  void run(const proto::ScanResult& result) {
    human_.job_started({result.job_id, result.request, samples::kAccepted});
    for (const auto& detail : result.exchanges) {
      human_.exchange_started({result.job_id, detail.name});
      human_.exchange_finished({result.job_id, detail});
    }
    human_.job_finished({samples::kAccepted, samples::kFinished, &result});
  }
  std::vector<std::string> events() const {
    std::vector<std::string> names;
    for (const auto& record : records_)
      names.push_back(record.event);
    return names;
  }

  base::ManualClock clock_;
  std::vector<base::LogRecord> records_;
  base::Log log_{clock_, std::make_unique<KeepingSink>(records_), base::LogLevel::info};
  HumanLog human_{log_};
};

TEST_F(HumanLogTest, WritesEachEventOfAParallelJob) {
  run(samples::parallel_result());
  EXPECT_THAT(events(), ElementsAre("job.started", "exchange.started", "exchange.finished",
                                    "exchange.started", "exchange.finished", "exchange.started",
                                    "exchange.finished", "job.finished"));
  EXPECT_THAT(records_[2].block, HasSubstr("✅ binance scan completed in 52.30s"));
  EXPECT_THAT(records_[7].block, HasSubstr("Speedup: 2.83x faster"));
  EXPECT_EQ(records_[0].time, clock_.wall());
}

TEST_F(HumanLogTest, WritesEachStageOfASingleJob) {
  run(samples::single_result());
  EXPECT_THAT(records_[2].block, HasSubstr("Exchange initialization took: 2.50 seconds"));
  run(samples::parallel_result());
  EXPECT_THAT(records_[6].block, HasSubstr("✅ binance scan completed")) << "the mode is the job's";
}

TEST_F(HumanLogTest, WritesManyEqualJobsAll) {
  for (int i = 0; i < 30; ++i)
    run(samples::single_result());
  EXPECT_EQ(records_.size(), 30u * 4);
}

TEST_F(HumanLogTest, WritesThatSubscribersWereDisconnected) {
  human_.subscribers_disconnected(12'345);
  ASSERT_EQ(events(), std::vector<std::string>{"subscribers.sent_away"});
  EXPECT_THAT(records_[0].message, HasSubstr("12345 bytes"));
}

}  // namespace
}  // namespace scand::daemon
