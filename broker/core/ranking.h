#pragma once
// How well each exchange has been answering, and the choice that `fastest:N` makes by it. Pure.
//
// An exchange's success rate and scan duration are exponentially weighted means over the answers
// of its tasks. The ranking orders exchanges by the time that one success costs: duration /
// success rate. The journal keeps the ranks, so a restart does not begin from nothing
// (broker/journal, rank_notes).

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "lib/base/clock.h"
#include "proto/scan_request.h"

namespace scand::broker {

struct ExchangeRank {
  std::string exchange;         // canonical id
  std::uint64_t answers = 0;    // behind the means; 0: never scanned, and the means are guesses
  double success_rate = 1;      // 0..1
  double duration_seconds = 0;  // of successful scans; 0: none yet
  friend bool operator==(const ExchangeRank&, const ExchangeRank&) = default;
};

// Bounded by the exchanges of the directory.
class Ranking {
 public:
  // Lists an exchange before it is scanned for the first time.
  void add_exchange(const std::string& exchange);
  // Takes over what an earlier process knew. Ignores an exchange that was not added.
  void restore(const ExchangeRank& rank);
  // Only for an answer that says something about the exchange. A cancelled task or a lost worker
  // does not, and the caller leaves it out.
  void record(const std::string& exchange, bool success, base::Nanos duration);
  // Best first; exchanges that were never scanned come last.
  [[nodiscard]] std::vector<ExchangeRank> best_first() const;

 private:
  std::map<std::string, ExchangeRank> ranks_;
};

// Reduces a `fastest:N` request to its N best exchanges, best first. Exchanges that are down come
// after all others. Leaves a request without `fastest` as it is.
void choose_fastest(proto::ScanRequest& request, const std::vector<ExchangeRank>& best_first,
                    const std::function<bool(const std::string& exchange)>& is_down);

}  // namespace scand::broker
