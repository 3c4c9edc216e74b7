#pragma once
// An exchange as our requests meet it: it counts by its published limits, in fixed and in sliding
// windows, tells of its counters where the real one does, refuses with 429 and Retry-After past a
// limit, and bans who goes on. What it counts against us alone is kept apart from what others on
// our address spend.

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
    std::vector<rate::Feedback> feedback;  // as its headers would be read
  };
  // A call of ours; arrivals come in the order of their time.
  [[nodiscard]] Reply arrive(const rate::Cost& cost, base::MonoTime at);
  // Others on our address spend this part of every limit, each window, from now on.
  void others_spend(double part) { others_ = part; }

  struct Totals {
    std::uint64_t calls = 0, refused = 0, bans = 0, during_hold = 0, over_limit = 0;
    std::map<std::string, double> units;  // of ours that were served, by bucket
    std::map<std::string, double> peak;   // ours in any window, as a part of the limit
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
    double dearest = 0;
  };
  void count(Meter& meter, double units, base::MonoTime at);
  [[nodiscard]] double others_in(const Meter& meter, base::MonoTime at) const;
  [[nodiscard]] rate::Feedback tell(const Meter& meter, base::MonoTime at) const;

  std::string group_;
  std::map<std::string, Meter> meters_;
  double others_ = 0;
  base::MonoTime refused_at_{}, held_until_{};
  int strikes_ = 0;  // calls during a hold
  Totals totals_;
};

}  // namespace scand::lib::sim
