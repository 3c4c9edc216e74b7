#pragma once
// The ranking of the exchanges as notes in the journal, under the keys "rank/<exchange>", so that
// what scand learnt about them survives a restart. Notes are written rarely and only for what
// changed: a crash loses what was learnt since the last write. Pure: time is an argument.

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
  std::vector<std::string> unreadable;  // note keys; these exchanges start unranked
};
// Ignores notes of other kinds.
[[nodiscard]] RestoredRanks restore_ranks(const std::vector<JournalNote>& notes);

// Decides which notes to write.
class RankNotes {
 public:
  static constexpr std::chrono::seconds kEvery{30};

  // `kept`: the ranks that the journal holds already.
  explicit RankNotes(const std::vector<ExchangeRank>& kept);
  // Notes for the ranks that changed since they were last written; none while the next write is not
  // due. `last`: scand is stopping, so write now.
  [[nodiscard]] std::vector<JournalNote> take(const std::vector<ExchangeRank>& ranks,
                                              base::MonoTime now, bool last = false);

 private:
  std::map<std::string, ExchangeRank> kept_;  // by exchange: no more than there are exchanges
  std::optional<base::MonoTime> next_;
};

}  // namespace scand::broker
