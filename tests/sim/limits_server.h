#pragma once
// An exchange that enforces its published limits. It counts calls in fixed and in sliding windows,
// reports its counters in the headers where the real exchange does, refuses calls past a limit with
// 429 and Retry-After, and bans a client that keeps calling. Other clients may share our address;
// their use counts towards the limits, but is kept apart in the totals.

#include <deque>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "lib/base/clock.h"
#include "lib/exchange/descriptor.h"
#include "lib/rate/limiter.h"

namespace scand::lib::sim {

class LimitsServer {
 public:
  LimitsServer(std::string group, std::vector<exchange::Bucket> buckets);

  struct Reply {
    int status = 200;
    base::Nanos retry_after{0};            // with 429
    std::vector<rate::Feedback> feedback;  // as parsed from its headers
  };
  // A call of ours. Calls must come in the order of their arrival.
  [[nodiscard]] Reply arrive(const rate::Cost& cost, base::MonoTime at);
  // From now on, other clients on our address use this part of every limit in each window.
  void others_spend(double part) { others_ = part; }

  struct Totals {
    std::uint64_t calls = 0, refused = 0, bans = 0, during_hold = 0, over_limit = 0;
    std::map<std::string, double> units;  // of our calls that were served, by bucket
    std::map<std::string, double> peak;   // our largest use in any window, as a part of the limit
  };
  [[nodiscard]] const Totals& totals() const { return totals_; }
  [[nodiscard]] const std::string& group() const { return group_; }

 private:
  struct Meter {
    exchange::Bucket spec;
    std::deque<std::pair<base::MonoTime, double>> sliding;
    double in_sliding = 0;
    std::int64_t window_no = -1;
    double in_fixed = 0;
    double largest = 0;
  };
  void count(Meter& meter, double units, base::MonoTime at);
  [[nodiscard]] double others_in(const Meter& meter, base::MonoTime at) const;
  [[nodiscard]] rate::Feedback feedback_of(const Meter& meter, base::MonoTime at) const;

  std::string group_;
  std::map<std::string, Meter> meters_;
  double others_ = 0;
  base::MonoTime refused_at_{}, held_until_{};
  int strikes_ = 0;  // our calls during a hold
  Totals totals_;
};

}  // namespace scand::lib::sim
