#include "broker/broker_status.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

proto::DaemonStatus status_of(const CoreCounters& core, const CoreGauges& gauges,
                              const FrontendCounters& frontend) {
  const WorkerPoolCounters pool{4, 1, 2, 0, 3, 5, 6};
  const JournalCounters journal;
  const CollectorCounters collector;
  const LoopCounters loop;
  proto::DaemonStatus status;
  fill_status(status, {core, gauges, frontend, pool, journal, collector, loop});
  return status;
}

TEST(BrokerStatus, NamesEveryRefusalCode) {
  CoreCounters core;
  FrontendCounters frontend;
  for (std::size_t i = 0; i < core.refused.size(); ++i) {
    core.refused[i] = 1;
    frontend.refused[i] = 10 * i;
  }
  const auto status = status_of(core, {}, frontend);
  for (std::size_t i = 0; i < core.refused.size(); ++i) {
    const std::string key = "refused_" + std::string(name(static_cast<proto::RefusalCode>(i)));
    EXPECT_EQ(status.counters.at(key), 1 + 10 * i) << key;  // core + frontend
  }
}

TEST(BrokerStatus, CountsOnlyTerminalJobStatuses) {
  CoreCounters core;
  core.finished[static_cast<std::size_t>(proto::JobStatus::partial)] = 3;
  const auto status = status_of(core, {}, {});
  EXPECT_EQ(status.counters.at("jobs_partial"), 3U);
  EXPECT_EQ(status.counters.at("jobs_complete"), 0U);
  EXPECT_FALSE(status.counters.contains("jobs_queued"));
}

TEST(BrokerStatus, ShowsGauges) {
  CoreGauges gauges;
  gauges.jobs_running = 2;
  gauges.draining = true;
  const auto status = status_of({}, gauges, {});
  EXPECT_EQ(status.gauges.at("jobs_running"), 2U);
  EXPECT_EQ(status.gauges.at("workers"), 4U);
  EXPECT_EQ(status.gauges.at("workers_stuck"), 1U);
  EXPECT_TRUE(status.draining);
}

}  // namespace
}  // namespace scand::broker
