#include <gtest/gtest.h>

#include "core_driver.h"

// How tasks end untried, while their exchange is down.
namespace scand::broker {
namespace {

using namespace test;
using proto::ErrorKind;

CoreConfig config() {
  CoreConfig config;
  config.circuit_failures = 2;
  config.circuit_pause = {10s, 40s};
  config.max_attempts = 1;
  return config;
}

// Fails so many scans of alpha.
void take_down(CoreDriver& driver, int scans = 2) {
  for (int i = 0; i < scans; ++i) {
    (void)driver.accept(request_for({"alpha"}), "c" + std::to_string(i));
    const auto tasks = all<command::Dispatch>(driver.ready(1));
    ASSERT_EQ(tasks.size(), 1U) << i;
    (void)driver.fail(tasks[0], ErrorKind::network);
  }
}

TEST(SchedulerEnds, AnExchangeThatIsDownFailsAtOnceAndLeavesTheOthers) {
  CoreDriver driver(config());
  take_down(driver);
  EXPECT_EQ(driver.core().gauges().circuits_open, 1U);
  Commands commands;
  (void)driver.accept(request_for({"alpha", "beta"}), "c", &commands);
  const auto missing = the<command::Missing>(commands);
  EXPECT_EQ(missing.exchange, "alpha");
  EXPECT_EQ(missing.failure.kind, ErrorKind::network);
  EXPECT_EQ(missing.attempts, 0U);
  EXPECT_NE(missing.failure.message.find("alpha: not tried"), std::string::npos);
  const auto beta = the<command::Dispatch>(driver.ready(1));
  EXPECT_EQ(beta.task.key.exchange, "beta");
  EXPECT_EQ(the<command::Finish>(driver.answer(beta)).status, proto::JobStatus::partial);
  EXPECT_EQ(driver.core().counters().tasks_short_cut, 1U);
}

TEST(SchedulerEnds, OneProbeTellsThatItIsBack) {
  CoreDriver driver(config());
  take_down(driver);
  (void)driver.advance(10s);
  (void)driver.accept(request_for({"alpha"}), "probe");
  auto other = request_for({"alpha"});
  other.full_analysis = false;
  Commands commands;
  (void)driver.accept(other, "other", &commands);
  EXPECT_EQ(all<command::Missing>(commands).size(), 1U) << "one is tried, and no other";
  (void)driver.accept(request_for({"alpha"}), "joins", &commands);
  EXPECT_TRUE(all<command::Missing>(commands).empty()) << "equal work is the same probe";
  const auto probe = the<command::Dispatch>(driver.ready(1));
  const auto answered = driver.answer(probe);
  EXPECT_EQ(the<command::CircuitChanged>(answered).now.state, proto::CircuitReport::State::closed);
  EXPECT_EQ(all<command::Finish>(answered).size(), 2U);
  EXPECT_EQ(driver.core().gauges().circuits_open, 0U);
}

TEST(SchedulerEnds, WhatWaitsIsEndedWhenItOpens) {
  CoreConfig few = config();
  few.bulkhead_per_exchange = 2;
  CoreDriver driver(few);
  std::vector<proto::ScanRequest> requests(4, request_for({"alpha"}));
  for (std::size_t i = 0; i < requests.size(); ++i) {
    requests[i].top_n.everywhere = static_cast<std::uint32_t>(i + 1);
    (void)driver.accept(requests[i], "c" + std::to_string(i));
  }
  const auto tasks = all<command::Dispatch>(driver.ready(1, 4));
  ASSERT_EQ(tasks.size(), 2U);
  (void)driver.fail(tasks[0], ErrorKind::network);  // lets a third one run
  const auto opened = driver.fail(tasks[1], ErrorKind::network);
  EXPECT_EQ(all<command::CircuitChanged>(opened).size(), 1U);
  EXPECT_EQ(all<command::Missing>(opened).size(), 1U) << "the fourth, which waited";
  EXPECT_EQ(driver.core().gauges().tasks_queued, 0U);
}

TEST(SchedulerEnds, NoRetryIsLeftWaitingForAnExchangeThatIsDown) {
  CoreConfig patient = config();
  patient.max_attempts = 3;
  CoreDriver driver(patient);
  (void)driver.accept(request_for({"alpha"}));
  const auto first = the<command::Dispatch>(driver.ready(1));
  EXPECT_TRUE(all<command::Finish>(driver.fail(first, ErrorKind::network)).empty());
  const auto second =
      the<command::Dispatch>(driver.advance(5s).empty() ? Commands{} : driver.ready(1));
  EXPECT_EQ(all<command::Finish>(driver.fail(second, ErrorKind::network)).size(), 1U);
  EXPECT_EQ(driver.core().gauges().tasks_paused, 0U);
}

TEST(SchedulerEnds, ACancelledProbeMakesWayForTheNext) {
  CoreDriver driver(config());
  take_down(driver);
  (void)driver.advance(10s);
  const std::string probe = driver.accept(request_for({"alpha"}), "probe");
  (void)driver.send(event::Cancel{client("probe", "2"), probe});
  Commands commands;
  (void)driver.accept(request_for({"alpha"}), "next", &commands);
  EXPECT_TRUE(all<command::Missing>(commands).empty());
  EXPECT_EQ(all<command::Dispatch>(driver.ready(1)).size(), 1U);
}

TEST(SchedulerEnds, FastestIsChosenAtAdmissionAndKept) {
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
  (void)driver.fail(task, ErrorKind::blocked);
  const auto again = driver.send(event::Submit{client("c"), fastest});
  EXPECT_EQ(the<command::ReplyAccepted>(again).job_id, job.job_id);
  fastest.fastest = 2;
  const auto other = driver.send(event::Submit{client("c"), fastest});
  EXPECT_EQ(the<command::ReplyRefused>(other).refusal.code, proto::RefusalCode::conflict);
}

}  // namespace
}  // namespace scand::broker
