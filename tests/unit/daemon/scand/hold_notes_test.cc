#include "daemon/scand/hold_notes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <utility>

#include "broker/mail/mail.h"
#include "lib/base/mailbox.h"
#include "lib/rate/hold_memory.h"

namespace scand::daemon {
namespace {

using lib::rate::HoldPhase;
using proto::ErrorKind;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::size_t kRoom = 4;

lib::rate::BudgetSpec group(const std::string& name) {
  lib::rate::BudgetSpec spec;
  spec.group = name;
  spec.buckets = {{"calls", 10, seconds(1), 1, 1}};
  return spec;
}

class KeepLines final : public base::LogSink {
 public:
  explicit KeepLines(std::vector<std::string>& lines) : lines_(lines) {}
  void write(const base::LogRecord& record) override {
    lines_.push_back(record.event + ": " + record.message);
  }
  void flush() override {}

 private:
  std::vector<std::string>& lines_;
};

// One run of the daemon, as far as holds are concerned, up to the journal's mailbox.
struct DaemonRun {
  explicit DaemonRun(base::WallTime begin = base::from_unix_ms(1'764'000'000'000)) : clock(begin) {}

  std::shared_ptr<lib::rate::BudgetLimiter> limiter() {
    return budgets.limiter(group("venue"), "fe80::1", clock.mono());
  }
  std::vector<broker::JournalNote> take() {
    std::vector<broker::JournalNote> taken;
    while (auto mail = journal_box.try_take())
      taken.push_back(std::get<broker::JournalNote>(*mail));
    return taken;
  }

  base::ManualClock clock;
  std::vector<std::string> lines;
  base::Log log{clock, std::make_unique<KeepLines>(lines), base::LogLevel::info};
  base::Mailbox<broker::JournalMail> journal_box{kRoom};
  HoldNotes notes{clock, log, [this](broker::JournalNote note) {
                    return journal_box.try_push(broker::JournalMail(std::move(note)));
                  }};
  lib::rate::LimiterRegistry budgets{notes.listener()};
};

TEST(HoldNotes, ABanIsHonouredAfterARestart) {
  DaemonRun first;
  first.limiter()->hold(first.clock.mono() + minutes(10), ErrorKind::banned, first.clock.mono());
  const auto kept = first.take();
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].key, "hold/venue/fe80::1");

  DaemonRun second(first.clock.wall() + minutes(3));
  const auto limiter = second.limiter();
  const auto later = second.clock.mono();
  EXPECT_EQ(second.notes.restore(kept, second.budgets), 1U);
  EXPECT_THAT(second.take(), IsEmpty()) << "what was read need not be written";
  const auto status = limiter->status(later);
  EXPECT_EQ(status.phase, HoldPhase::banned);
  EXPECT_EQ(status.hold_seconds, 7 * 60 + 1);
  EXPECT_EQ(status.share_factor, 0.5);
  const auto refused = limiter->acquire({{"calls", 1}}, later);
  EXPECT_EQ(refused.not_before, later + minutes(7) + seconds(1));

  ASSERT_TRUE(limiter->acquire({{"calls", 1}}, refused.not_before).granted);
  EXPECT_EQ(limiter->status(refused.not_before).phase, HoldPhase::probing);
  EXPECT_EQ(second.take().size(), 1U) << "the probe is news";
  EXPECT_FALSE(limiter->acquire({{"calls", 1}}, refused.not_before).granted);
  EXPECT_THAT(second.lines, IsEmpty());
}

// A header that asks for a pause (Retry-After) reaches the limiter as a hold; counters of use and
// of the limit reach it as a report, which is nothing to remember.
TEST(HoldNotes, AHoldIsKeptWhereverItWasLearnedAndCountersAreNot) {
  DaemonRun run;
  const auto limiter = run.limiter();
  limiter->report({.bucket = "calls", .used = 9, .remaining = 1, .limit = 10}, run.clock.mono());
  EXPECT_THAT(run.take(), IsEmpty());
  limiter->hold(run.clock.mono() + seconds(30), ErrorKind::rate_limited, run.clock.mono());
  EXPECT_EQ(run.take().size(), 1U);
}

TEST(HoldNotes, AFullMailboxIsLoggedAndStopsNothing) {
  DaemonRun run;
  const auto limiter = run.limiter();
  for (std::size_t i = 1; i <= kRoom; ++i)
    limiter->hold(run.clock.mono() + seconds(i), ErrorKind::rate_limited, run.clock.mono());
  EXPECT_THAT(run.lines, IsEmpty());
  limiter->hold(run.clock.mono() + seconds(60), ErrorKind::banned, run.clock.mono());
  EXPECT_THAT(run.lines,
              ElementsAre("hold.not_kept: the journal is too busy to keep the hold of venue; a "
                          "restart now would forget it"));
  EXPECT_EQ(run.take().size(), kRoom);
  EXPECT_EQ(limiter->status(run.clock.mono()).hold_seconds, 61) << "the hold itself stands";
}

TEST(HoldNotes, OthersNotesAndUnusedBudgetsAreLeftAlone) {
  DaemonRun run;
  (void)run.limiter();
  const auto good = lib::rate::encode({}, run.clock.now());
  EXPECT_EQ(
      run.notes.restore({{"rank/venue", "x"}, {"hold/gone/", good}, {"hold/venue/fe80::1", good}},
                        run.budgets),
      1U);
  EXPECT_THAT(run.lines, IsEmpty());
}

TEST(HoldNotes, WhatCannotBeReadIsNamedAndStopsNothing) {
  DaemonRun run;
  (void)run.limiter();
  EXPECT_EQ(run.notes.restore({{"hold/venue/fe80::1", "\x01\xff"}, {"hold/venue", "1 banned"}},
                              run.budgets),
            0U);
  EXPECT_THAT(run.lines, ElementsAre(HasSubstr("'hold/venue/fe80::1' cannot be read"),
                                     HasSubstr("'hold/venue' cannot be read")));
  EXPECT_EQ(run.budgets.status(run.clock.mono()).at(0).phase, HoldPhase::open);
}

}  // namespace
}  // namespace scand::daemon
