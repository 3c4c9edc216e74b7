#include "broker/journal/rank_notes.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

using namespace std::chrono_literals;

const ExchangeRank kRank{"alpha", 12, 0.123456789012345678, 48.5};

TEST(RankNotes, ReadBackEqual) {
  const auto restored = restore_ranks({rank_note(kRank), {"hold/x/", "kept for others"}});
  EXPECT_EQ(restored.ranks, std::vector{kRank});
  EXPECT_TRUE(restored.unreadable.empty());
}

TEST(RankNotes, DamagedNotesAreNamedAndLeftOut) {
  for (const char* text :
       {"", "1", "1 12", "1 12 0.5", "1 12 0.5 ", "1 12 1.5 3", "1 12 0.5 -1", "1 -1 0.5 3",
        "1 12 nan 3", "1 12 0.5 inf", "1 12 0.5 3 4", "2 12 0.5 3", "1 12 0.5 3x"}) {
    const auto restored = restore_ranks({{"rank/alpha", text}});
    EXPECT_TRUE(restored.ranks.empty()) << text;
    EXPECT_EQ(restored.unreadable, std::vector<std::string>{"rank/alpha"}) << text;
  }
  EXPECT_EQ(restore_ranks({{"rank/", "1 12 0.5 3"}}).unreadable.size(), 1U);
}

TEST(RankNotes, AreWrittenSeldomAndOnlyWhenSomethingChanged) {
  RankNotes notes({kRank});
  base::MonoTime now(base::Nanos(1000s));
  ExchangeRank changed = kRank;
  ++changed.answers;
  const std::vector<ExchangeRank> ranks{changed, {"never"}};
  EXPECT_TRUE(notes.take(ranks, now).empty())
      << "the first writing is due some time after the start";
  now += RankNotes::kEvery;
  EXPECT_EQ(notes.take(ranks, now).size(), 1U);
  ++changed.answers;
  EXPECT_TRUE(notes.take({changed}, now + 1s).empty());
  EXPECT_EQ(notes.take({changed}, now + 2s, true).size(), 1U) << "the last before the stop";
  EXPECT_TRUE(notes.take({changed}, now + 1h).empty());
}

}  // namespace
}  // namespace scand::broker
