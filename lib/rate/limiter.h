#pragma once
// The door of this room: what a caller asks before each call to an exchange, and what it reports
// afterwards. One limiter keeps one budget, that of a (budget group, egress address), for every
// worker and job: an exchange's published limit is never exceeded.
//
// Limiter is thread-safe and never waits: it answers "now" or "not before". All arithmetic behind
// it is pure and takes the time as an argument. docs/rate-limits.md explains the rules to users.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/base/clock.h"
#include "proto/error_kind.h"

namespace scand::lib::rate {

// One published limit: `limit` units in any `window`. What a unit is (a call, a weight) is the
// exchange's affair.
struct BucketSpec {
  std::string name;
  double limit = 0;
  base::Nanos window{0};
  double max_call_cost = 1;  // the most units that one call costs
  // How much of the limit may leave at once. Above 0.3 nothing is paced and only the sum over the
  // window counts. For an exchange that is known to meter whole windows, 1 is safe and much faster.
  double burst_share = 0.1;
  friend bool operator==(const BucketSpec&, const BucketSpec&) = default;
};

struct BudgetSpec {
  std::string group;  // budget_group of the descriptor
  std::vector<BucketSpec> buckets;
  double share = 0.9;                                   // how much of the limit we use
  base::Nanos jitter = std::chrono::milliseconds(400);  // how much the delay to the exchange varies
  // How much of our share counts as spent when the budget is made, since an earlier process may
  // have spent it. 0: there was none.
  double assume_spent = 0;
  friend bool operator==(const BudgetSpec&, const BudgetSpec&) = default;
};

// What one call costs: units from each bucket that it touches, by name.
using Cost = std::vector<std::pair<std::string, double>>;

// The answer to acquire().
struct Grant {
  bool granted = false;
  // If refused: when to ask again. If granted: when the call starts to count.
  base::MonoTime not_before;
};

// What the headers of a response say about a bucket, in its units. Unset: they do not say.
struct Feedback {
  std::string bucket;
  std::optional<double> used, remaining, limit;
  std::optional<base::Nanos> reset_in;
};

class Limiter {
 public:
  virtual ~Limiter() = default;
  // Asks to send one call now. Takes the cost from every bucket, or from none.
  [[nodiscard]] virtual Grant acquire(const Cost& cost, base::MonoTime now) = 0;
  // What a response's headers said. It can only make us more careful: if the exchange reports more
  // use than we counted, we add the difference; otherwise nothing changes.
  virtual void report(const Feedback& feedback, base::MonoTime now) = 0;
  // Reports when a call that was granted at `granted` (Grant::not_before) really left, as soon as
  // that is known (http::Completion::sent). A call that waited for its connection counts from
  // `sent` on, so that `jitter` has to cover only how much the way to the exchange varies. Exact if
  // it is called within window + jitter of the grant; later, the entry is gone and nothing changes.
  virtual void departed(const Cost& cost, base::MonoTime granted, base::MonoTime sent) {
    (void)cost, (void)granted, (void)sent;
  }
  // The exchange told us to stop: no call leaves before `until`.
  virtual void hold(base::MonoTime until, proto::ErrorKind why, base::MonoTime now) = 0;
};

}  // namespace scand::lib::rate
