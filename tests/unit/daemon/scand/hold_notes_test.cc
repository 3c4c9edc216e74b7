#include "daemon/scand/hold_notes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace scand::daemon {
namespace {

using lib::rate::HoldPhase;
using proto::ErrorKind;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr base::Now kNow{base::MonoTime(seconds(9000)), base::from_unix_ms(1'764'000'000'000)};

lib::rate::BudgetSpec group(const std::string& name) {
  lib::rate::BudgetSpec spec;
  spec.group = name;
  spec.buckets = {{"calls", 10, seconds(1), 1, 1}};
  return spec;
}

// What one life of the daemon keeps: the newest note of each budget.
struct Life {
  std::vector<broker::JournalNote> notes;
  lib::rate::LimiterRegistry budgets{
      [this](const auto& name, const auto& address, const auto& memory) {
        notes.push_back(hold_note(name, address, memory, kNow));
      }};
};

TEST(HoldNotes, ABanIsHonouredAfterARestart) {
  Life first;
  first.budgets.limiter(group("venue"), "fe80::1", kNow.mono)
      ->hold(kNow.mono + minutes(10), ErrorKind::banned, kNow.mono);
  ASSERT_EQ(first.notes.size(), 1U);
  EXPECT_EQ(first.notes[0].key, "hold/venue/fe80::1");

  Life second;
  const base::Now later{base::MonoTime(seconds(2)), kNow.wall + minutes(3)};
  const auto limiter = second.budgets.limiter(group("venue"), "fe80::1", later.mono);
  EXPECT_EQ(restore_notes(first.notes, second.budgets, later).restored, 1U);
  EXPECT_TRUE(second.notes.empty()) << "what was read need not be written";
  const auto told = limiter->status(later.mono);
  EXPECT_EQ(told.phase, HoldPhase::banned);
  EXPECT_EQ(told.hold_seconds, 7 * 60 + 1);
  EXPECT_EQ(told.share_factor, 0.5);
  const auto refused = limiter->acquire({{"calls", 1}}, later.mono);
  EXPECT_EQ(refused.not_before, later.mono + minutes(7) + seconds(1));

  ASSERT_TRUE(limiter->acquire({{"calls", 1}}, refused.not_before).granted);
  EXPECT_EQ(limiter->status(refused.not_before).phase, HoldPhase::probing);
  EXPECT_EQ(second.notes.size(), 1U) << "the probe is news";
  EXPECT_FALSE(limiter->acquire({{"calls", 1}}, refused.not_before).granted);
}

TEST(HoldNotes, OthersNotesAndUnusedBudgetsAreLeftAlone) {
  Life life;
  (void)life.budgets.limiter(group("venue"), "", kNow.mono);
  const auto good = hold_note("venue", "", {}, kNow).value;
  const auto done = restore_notes(
      {{"rank/venue", "x"}, {"hold/gone/", good}, {"hold/venue/", good}}, life.budgets, kNow);
  EXPECT_EQ(done.restored, 1U);
  EXPECT_TRUE(done.unreadable.empty());
}

TEST(HoldNotes, WhatCannotBeReadIsNamedAndStopsNothing) {
  Life life;
  (void)life.budgets.limiter(group("venue"), "", kNow.mono);
  const auto done =
      restore_notes({{"hold/venue/", "\x01\xff"}, {"hold/venue", "1 banned"}}, life.budgets, kNow);
  EXPECT_THAT(done.unreadable, testing::ElementsAre("hold/venue/", "hold/venue"));
  EXPECT_EQ(life.budgets.status(kNow.mono).at(0).phase, HoldPhase::open);
}

}  // namespace
}  // namespace scand::daemon
