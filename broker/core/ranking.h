#pragma once
// How well each exchange has been answering: its success rate and the duration of a scan, as
// exponentially weighted means over the answers of its tasks. `fastest:N` chooses by it.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "lib/base/clock.h"

namespace scand::broker {

struct ExchangeRank {
  std::string exchange;         // canonical id
  std::uint64_t answers = 0;    // what the means are made of; 0: never scanned, means are guesses
  double success_rate = 1;      // 0..1
  double duration_seconds = 0;  // of successful scans; 0: none yet
  friend bool operator==(const ExchangeRank&, const ExchangeRank&) = default;
};

// Bounded by the exchanges that are told of: those of the directory.
class Ranking {
 public:
  // So that an exchange that was never scanned is listed, too.
  void know(const std::string& exchange);
  // What an earlier life knew of an exchange; of one that is not known now, nothing.
  void restore(const ExchangeRank& rank);
  // What stopped a task from outside (cancelled, a lost worker) says nothing of the exchange and is
  // not recorded.
  void record(const std::string& exchange, bool success, base::Nanos duration);
  // Best first: by the time that one success costs, duration / success rate; never scanned last.
  [[nodiscard]] std::vector<ExchangeRank> best_first() const;

 private:
  std::map<std::string, ExchangeRank> ranks_;
};

}  // namespace scand::broker
