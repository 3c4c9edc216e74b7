#include "daemon/scand/watchdog.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "log/keeping_sink.h"

namespace scand::daemon {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Two loops that turn each second, unless one of them is `standing`.
class WatchdogTest : public ::testing::Test {
 protected:
  Watchdog::Verdict check_after(base::Nanos pause, const std::string& standing = "") {
    now_ += pause;
    for (auto& [loop, turned] : turns_)
      if (loop != standing) turned = now_ - milliseconds(300);
    return watchdog_.check(turns_, stuck_, now_);
  }

  static std::vector<std::string> names(const Watchdog::Verdict& verdict) {
    std::vector<std::string> names;
    for (const auto& stopped : verdict.stopped)
      names.push_back(stopped.loop);
    return names;
  }

  Watchdog watchdog_{seconds(20)};
  base::MonoTime now_{seconds(1'000)};
  base::LoopTurns turns_{{"broker", now_}, {"journal", now_}};
  std::uint64_t stuck_ = 0;
};

TEST_F(WatchdogTest, ChecksFourTimesWithinTheLimitAndAtLeastEveryFiveSeconds) {
  EXPECT_EQ(Watchdog(seconds(2)).check_interval(), milliseconds(500));
  EXPECT_EQ(Watchdog(seconds(60)).check_interval(), seconds(5));
}

TEST_F(WatchdogTest, IsAliveWhileAllLoopsTurn) {
  for (int i = 0; i < 100; ++i) {
    const auto verdict = check_after(seconds(5));
    EXPECT_TRUE(verdict.alive);
    EXPECT_THAT(verdict.stopped, IsEmpty());
    EXPECT_THAT(verdict.recovered, IsEmpty());
  }
}

TEST_F(WatchdogTest, AStoppedLoopIsReportedOnceAndFailsUntilItTurns) {
  (void)check_after(seconds(5));
  (void)check_after(seconds(5));
  for (int i = 0; i < 3; ++i)
    EXPECT_TRUE(check_after(seconds(5), "journal").alive);
  EXPECT_TRUE(check_after(milliseconds(4'700), "journal").alive) << "20 s, and not more";
  const auto seen = check_after(milliseconds(1), "journal");
  EXPECT_FALSE(seen.alive);
  ASSERT_THAT(names(seen), ElementsAre("journal"));
  EXPECT_EQ(seen.stopped.front().age, milliseconds(20'001));
  for (int i = 0; i < 10; ++i) {
    const auto again = check_after(seconds(5), "journal");
    EXPECT_FALSE(again.alive);
    EXPECT_THAT(again.stopped, IsEmpty());
    EXPECT_THAT(again.recovered, IsEmpty());
  }
  const auto recovered = check_after(seconds(5));
  EXPECT_TRUE(recovered.alive);
  EXPECT_THAT(recovered.recovered, ElementsAre("journal"));
  EXPECT_THAT(check_after(seconds(5)).recovered, IsEmpty());
}

TEST_F(WatchdogTest, SeveralStoppedLoopsAreReportedEach) {
  (void)check_after(seconds(5));
  Watchdog::Verdict verdict;
  for (int i = 0; i < 5; ++i) {
    now_ += seconds(5);
    verdict = watchdog_.check(turns_, stuck_, now_);
  }
  EXPECT_FALSE(verdict.alive);
  EXPECT_THAT(names(verdict), ElementsAre("broker", "journal"));
}

TEST_F(WatchdogTest, ALoopThatNeverBeginsHasTheLimitToo) {
  turns_["http 0"] = {};
  EXPECT_TRUE(check_after(seconds(5), "http 0").alive);
  for (int i = 0; i < 4; ++i)
    EXPECT_TRUE(check_after(seconds(5), "http 0").alive);
  EXPECT_THAT(names(check_after(seconds(5), "http 0")), ElementsAre("http 0"));
  turns_.erase("http 0");
  EXPECT_TRUE(check_after(seconds(5)).alive) << "the loop is gone";
}

TEST_F(WatchdogTest, ALateCheckSaysNothingAboutTheLoops) {
  (void)check_after(seconds(5));
  now_ += std::chrono::hours(1);  // the process was stopped, its checks as well
  EXPECT_TRUE(watchdog_.check(turns_, stuck_, now_).alive);
  EXPECT_TRUE(check_after(seconds(5), "journal").alive);
  for (int i = 0; i < 3; ++i)
    EXPECT_TRUE(check_after(seconds(5), "journal").alive);
  EXPECT_THAT(names(check_after(seconds(5), "journal")), ElementsAre("journal"));
}

TEST_F(WatchdogTest, ThreeStuckWorkersFailTheCheck) {
  stuck_ = 2;
  EXPECT_TRUE(check_after(seconds(5)).alive);
  stuck_ = 3;
  const auto seen = check_after(seconds(5));
  EXPECT_FALSE(seen.alive);
  EXPECT_TRUE(seen.workers_stuck);
  EXPECT_THAT(seen.stopped, IsEmpty());
  stuck_ = 4;
  const auto again = check_after(seconds(5));
  EXPECT_FALSE(again.alive);
  EXPECT_FALSE(again.workers_stuck) << "reported once";
  stuck_ = 2;
  const auto after = check_after(seconds(5));
  EXPECT_TRUE(after.alive);
  EXPECT_TRUE(after.workers_recovered);
  EXPECT_FALSE(check_after(seconds(5)).workers_recovered);
}

TEST_F(WatchdogTest, ALateCheckRecoversNoLoop) {
  for (int i = 0; i < 6; ++i)
    (void)check_after(seconds(5), "journal");
  const auto late = check_after(std::chrono::hours(1), "journal");
  EXPECT_FALSE(late.alive);
  EXPECT_THAT(late.recovered, IsEmpty());
  EXPECT_THAT(check_after(seconds(5)).recovered, ElementsAre("journal"));
}

TEST(WatchdogReport, HasALineForEachChange) {
  base::ManualClock clock;
  std::vector<base::LogRecord> records;
  base::Log log(clock, std::make_unique<KeepingSink>(records), base::LogLevel::info);
  Watchdog::Verdict verdict;
  report_verdict(log, verdict, 0);
  EXPECT_TRUE(records.empty());
  verdict.stopped = {{"journal", std::chrono::milliseconds(60'250)}};
  verdict.recovered = {"broker"};
  verdict.workers_stuck = true;
  report_verdict(log, verdict, 4);
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[0].event, "loop.stopped");
  EXPECT_THAT(records[0].message,
              testing::StartsWith("the journal loop has not turned for 60.2 s"));
  EXPECT_EQ(records[1].event, "loop.recovered");
  EXPECT_EQ(records[2].event, "workers.stuck");
  EXPECT_THAT(records[2].message, testing::StartsWith("4 workers did not come back"));
  Watchdog::Verdict after;
  after.workers_recovered = true;
  report_verdict(log, after, 1);
  EXPECT_EQ(records.back().event, "workers.recovered");
}

}  // namespace
}  // namespace scand::daemon
