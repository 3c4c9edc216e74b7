#pragma once
// The buckets of one budget. A call may leave when every bucket that it touches has room.

#include <string>
#include <vector>

#include "lib/base/clock.h"
#include "lib/rate/bucket.h"
#include "lib/rate/limiter.h"

namespace scand::lib::rate {

// Pure. Throws std::logic_error for a cost that names a bucket which the budget lacks. That is our
// own mistake: descriptors are checked when they are read.
class BucketSet {
 public:
  BucketSet(const BudgetSpec& spec, base::MonoTime now);

  // The earliest time, `now` or later, at which all of `cost` may leave, supposing that `taken`
  // leaves now.
  [[nodiscard]] base::MonoTime ready(const Cost& cost, base::MonoTime now,
                                     const Cost& taken = {}) const;
  // Charges every bucket, ready or not.
  void take(const Cost& cost, base::MonoTime now);
  // What was taken at `granted` really left at `sent`, a later time.
  void departed(const Cost& cost, base::MonoTime granted, base::MonoTime sent);
  // Makes room for a call that costs more than a bucket's spec announced. It could never leave
  // otherwise.
  void expect(const Cost& cost, base::MonoTime now);

  void learn(const Feedback& feedback, base::MonoTime now);  // ignores unknown buckets
  // Adds the buckets that are new and tightens those that it has.
  void merge(const BudgetSpec& spec, base::MonoTime now);
  void scale(double factor, base::MonoTime now);

  [[nodiscard]] const std::vector<Bucket>& buckets() const { return buckets_; }

 private:
  [[nodiscard]] const Bucket& find(const std::string& name) const;
  [[nodiscard]] Bucket& find(const std::string& name);

  std::string group_;
  std::vector<Bucket> buckets_;
};

}  // namespace scand::lib::rate
