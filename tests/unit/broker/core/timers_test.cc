#include "broker/core/timers.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

using namespace std::chrono_literals;

base::MonoTime at(std::chrono::seconds seconds) {
  return base::MonoTime(seconds);
}

constexpr TimerKey kJob{TimerKind::job_deadline, 1};
constexpr TimerKey kWaiter{TimerKind::waiter, 1};

TEST(Timers, NextIsTheEarliest) {
  Timers timers;
  EXPECT_EQ(timers.next(), std::nullopt);
  timers.set(kJob, at(5s));
  timers.set(kWaiter, at(3s));
  EXPECT_EQ(timers.next(), at(3s));
}

TEST(Timers, DueTimersAreTakenOnce) {
  Timers timers;
  timers.set(kJob, at(5s));
  EXPECT_EQ(timers.take_due(at(4s)), std::nullopt);
  EXPECT_EQ(timers.take_due(at(5s)), kJob);
  EXPECT_EQ(timers.take_due(at(5s)), std::nullopt);
  EXPECT_EQ(timers.size(), 0U);
}

TEST(Timers, TimersDueTogetherComeByKind) {
  Timers timers;
  timers.set(kWaiter, at(1s));
  timers.set(kJob, at(1s));
  EXPECT_EQ(timers.take_due(at(9s)), kJob) << "a job's deadline comes before its waiters' timeouts";
  EXPECT_EQ(timers.take_due(at(9s)), kWaiter);
}

TEST(Timers, SettingAgainMovesAndClearingRemoves) {
  Timers timers;
  timers.set(kJob, at(1s));
  timers.set(kJob, at(7s));
  EXPECT_EQ(timers.size(), 1U);
  EXPECT_EQ(timers.next(), at(7s));
  timers.clear(kJob);
  timers.clear(kJob);
  EXPECT_EQ(timers.next(), std::nullopt);
}

}  // namespace
}  // namespace scand::broker
