#include "daemon/scand/watchdog.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scand::daemon {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Two loops that turn each second, unless one of them stands.
class WatchdogTest : public ::testing::Test {
 protected:
  Watchdog::Verdict look_after(base::Nanos pause, const std::string& standing = "") {
    now_ += pause;
    for (auto& [loop, turned] : turns_)
      if (loop != standing) turned = now_ - milliseconds(300);
    return watchdog_.look(turns_, stuck_, now_);
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

TEST_F(WatchdogTest, LooksFourTimesWithinTheLimitAndOftenEnough) {
  EXPECT_EQ(Watchdog(seconds(2)).look_every(), milliseconds(500));
  EXPECT_EQ(Watchdog(seconds(60)).look_every(), seconds(5));
}

TEST_F(WatchdogTest, IsFedWhileAllTurn) {
  for (int look = 0; look < 100; ++look) {
    const auto verdict = look_after(seconds(5));
    EXPECT_TRUE(verdict.alive);
    EXPECT_THAT(verdict.stopped, IsEmpty());
    EXPECT_THAT(verdict.recovered, IsEmpty());
  }
}

TEST_F(WatchdogTest, OneThatStandsIsNamedOnceAndNotFedUntilItTurns) {
  (void)look_after(seconds(5));
  (void)look_after(seconds(5));
  for (int look = 0; look < 3; ++look)
    EXPECT_TRUE(look_after(seconds(5), "journal").alive);
  EXPECT_TRUE(look_after(milliseconds(4'700), "journal").alive) << "20 s, and not more";
  const auto seen = look_after(milliseconds(1), "journal");
  EXPECT_FALSE(seen.alive);
  ASSERT_THAT(names(seen), ElementsAre("journal"));
  EXPECT_EQ(seen.stopped.front().age, milliseconds(20'001));
  for (int look = 0; look < 10; ++look) {
    const auto again = look_after(seconds(5), "journal");
    EXPECT_FALSE(again.alive);
    EXPECT_THAT(again.stopped, IsEmpty());
    EXPECT_THAT(again.recovered, IsEmpty());
  }
  const auto recovered = look_after(seconds(5));
  EXPECT_TRUE(recovered.alive);
  EXPECT_THAT(recovered.recovered, ElementsAre("journal"));
  EXPECT_THAT(look_after(seconds(5)).recovered, IsEmpty());
}

TEST_F(WatchdogTest, EachOfSeveralIsNamed) {
  (void)look_after(seconds(5));
  Watchdog::Verdict verdict;
  for (int look = 0; look < 5; ++look) {
    now_ += seconds(5);
    verdict = watchdog_.look(turns_, stuck_, now_);
  }
  EXPECT_FALSE(verdict.alive);
  EXPECT_THAT(names(verdict), ElementsAre("broker", "journal"));
}

TEST_F(WatchdogTest, ALoopThatNeverBeginsIsHeldToTheLimitToo) {
  turns_["http 0"] = {};
  EXPECT_TRUE(look_after(seconds(5), "http 0").alive);
  for (int look = 0; look < 4; ++look)
    EXPECT_TRUE(look_after(seconds(5), "http 0").alive);
  EXPECT_THAT(names(look_after(seconds(5), "http 0")), ElementsAre("http 0"));
  turns_.erase("http 0");
  EXPECT_TRUE(look_after(seconds(5)).alive) << "it is no more";
}

TEST_F(WatchdogTest, ALateLookSaysNothingOfTheLoops) {
  (void)look_after(seconds(5));
  now_ += std::chrono::hours(1);  // everybody was stopped, the one who looks as well
  EXPECT_TRUE(watchdog_.look(turns_, stuck_, now_).alive);
  EXPECT_TRUE(look_after(seconds(5), "journal").alive);
  for (int look = 0; look < 3; ++look)
    EXPECT_TRUE(look_after(seconds(5), "journal").alive);
  EXPECT_THAT(names(look_after(seconds(5), "journal")), ElementsAre("journal"));
}

TEST_F(WatchdogTest, ThreeWorkersThatNeverCameBackLeaveItHungry) {
  stuck_ = 2;
  EXPECT_TRUE(look_after(seconds(5)).alive);
  stuck_ = 3;
  const auto seen = look_after(seconds(5));
  EXPECT_FALSE(seen.alive);
  EXPECT_TRUE(seen.workers_stuck);
  EXPECT_THAT(seen.stopped, IsEmpty());
  stuck_ = 4;
  const auto again = look_after(seconds(5));
  EXPECT_FALSE(again.alive);
  EXPECT_FALSE(again.workers_stuck) << "told once";
  stuck_ = 2;
  const auto after = look_after(seconds(5));
  EXPECT_TRUE(after.alive);
  EXPECT_TRUE(after.workers_recovered);
  EXPECT_FALSE(look_after(seconds(5)).workers_recovered);
}

TEST_F(WatchdogTest, ALateLookRecoversNobody) {
  for (int look = 0; look < 6; ++look)
    (void)look_after(seconds(5), "journal");
  const auto late = look_after(std::chrono::hours(1), "journal");
  EXPECT_FALSE(late.alive);
  EXPECT_THAT(late.recovered, IsEmpty());
  EXPECT_THAT(look_after(seconds(5)).recovered, ElementsAre("journal"));
}

}  // namespace
}  // namespace scand::daemon
