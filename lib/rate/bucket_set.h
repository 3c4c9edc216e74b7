#pragma once
// The buckets of one budget: a call passes all it touches, or none is charged.

#include <string>
#include <vector>

#include "lib/base/clock.h"
#include "lib/rate/bucket.h"
#include "lib/rate/limiter.h"

namespace scand::lib::rate {

// Pure. A cost that names a bucket which the budget lacks is a fault of ours (descriptors are
// checked when they are read): std::logic_error.
class BucketSet {
 public:
  BucketSet(const BudgetSpec& spec, base::MonoTime now);

  // When all of `cost` may leave, not before `now`, if `taken` leaves now.
  [[nodiscard]] base::MonoTime ready(const Cost& cost, base::MonoTime now,
                                     const Cost& taken = {}) const;
  // Charges every bucket, ready or not.
  void take(const Cost& cost, base::MonoTime now);
  // What was taken at `granted` left later, at `sent`.
  void departed(const Cost& cost, base::MonoTime granted, base::MonoTime sent);
  // Makes room for a call dearer than a bucket was told of; otherwise it could never leave.
  void expect(const Cost& cost, base::MonoTime now);

  void learn(const Feedback& feedback, base::MonoTime now);  // unknown buckets: nothing
  // Adds the buckets that are new and tightens those that are not.
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
