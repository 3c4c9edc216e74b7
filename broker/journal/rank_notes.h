#pragma once
// The ranking as notes of the journal, "rank/<exchange>": what scand learnt of the exchanges
// outlives it. Written when something changed, and seldom: a crash costs what came after the last
// writing.

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "broker/core/ranking.h"
#include "broker/journal/journal.h"
#include "lib/base/clock.h"

namespace scand::broker {

[[nodiscard]] JournalNote rank_note(const ExchangeRank& rank);

struct RestoredRanks {
  std::vector<ExchangeRank> ranks;
  std::vector<std::string> unreadable;  // keys; these exchanges begin anew
};
// Notes of other kinds are left alone.
[[nodiscard]] RestoredRanks restore_ranks(const std::vector<JournalNote>& notes);

// Which notes are to be written. Pure.
class RankNotes {
 public:
  static constexpr std::chrono::seconds kEvery{30};

  explicit RankNotes(const std::vector<ExchangeRank>& kept);
  // Of what changed since it was last kept; none before the next writing is due, unless it is the
  // last of this life.
  [[nodiscard]] std::vector<JournalNote> take(const std::vector<ExchangeRank>& ranks,
                                              base::MonoTime now, bool last = false);

 private:
  std::map<std::string, ExchangeRank> kept_;  // bounded by the directory
  std::optional<base::MonoTime> next_;
};

}  // namespace scand::broker
