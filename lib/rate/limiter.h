#pragma once
// One budget for one (budget_group, egress address), shared by every worker and job: the rule that
// an exchange's published limit is never exceeded (promise 6). Limiter itself is thread-safe and
// short; the arithmetic is pure (gcra.h, sliding_log.h) and takes the time as an argument.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/base/clock.h"
#include "lib/base/guarded.h"
#include "proto/error_kind.h"

namespace scand::lib::rate {

// One published limit: `limit` units in any `window`.
struct BucketSpec {
  std::string name;
  double limit = 0;
  base::Nanos window{0};
  double dearest_call = 1;  // the most units one call costs
  // How much of the limit may leave at once; past 0.3 nothing is paced and only the sum over the
  // window counts. For an exchange known to meter whole windows, 1 is safe and much faster.
  double burst_share = 0.1;
  friend bool operator==(const BucketSpec&, const BucketSpec&) = default;
};

struct BudgetSpec {
  std::string group;  // budget_group of the descriptor
  std::vector<BucketSpec> buckets;
  double share = 0.9;                                   // of the limit that is ours
  base::Nanos jitter = std::chrono::milliseconds(400);  // J: how much delays on the road vary
  // What of our share is taken as spent when the budget is made: an earlier process may have spent
  // it. 0 trusts that there was none.
  double assume_spent = 0;
  friend bool operator==(const BudgetSpec&, const BudgetSpec&) = default;
};

// What one call takes: units from each bucket it touches, by name.
using Cost = std::vector<std::pair<std::string, double>>;

// Now, or not before.
struct Grant {
  bool granted = false;
  base::MonoTime not_before;  // when refused: ask again then; when granted: it counts from then
};

// What a reply's headers say of a bucket. Unset: not said.
struct Feedback {
  std::string bucket;
  std::optional<double> used, remaining, limit;
  std::optional<base::Nanos> reset_in;
};

class Limiter {
 public:
  virtual ~Limiter() = default;
  // Takes the cost from every bucket at once, or from none.
  [[nodiscard]] virtual Grant acquire(const Cost& cost, base::MonoTime now) = 0;
  // Counters only move toward caution, within the reply that carries the news.
  virtual void report(const Feedback& feedback, base::MonoTime now) = 0;
  // When a call granted at `granted` (the Grant's time) in fact left, once that is known
  // (Completion::sent): a call that waited for its connection counts from then, and only what
  // varies on the road afterwards is jitter. Exact for answers within window + jitter of the grant.
  virtual void departed(const Cost& cost, base::MonoTime granted, base::MonoTime sent) {
    (void)cost, (void)granted, (void)sent;
  }
  // No call leaves before `until`.
  virtual void hold(base::MonoTime until, proto::ErrorKind why, base::MonoTime now) = 0;
};

}  // namespace scand::lib::rate
