#pragma once
// The Limiter that workers share: one budget of one egress address.

#include <string>

#include "lib/base/guarded.h"
#include "lib/rate/admission.h"
#include "lib/rate/budget_status.h"
#include "lib/rate/limiter.h"

namespace scand::lib::rate {

// Thread-safe; each call holds the lock for some microseconds.
class BudgetLimiter final : public Limiter {
 public:
  // Throws std::invalid_argument for a spec that cannot be kept.
  BudgetLimiter(const BudgetSpec& spec, std::string egress_address, base::MonoTime now);

  // std::logic_error when `cost` names a bucket that the budget lacks.
  [[nodiscard]] Grant acquire(const Cost& cost, base::MonoTime now) override;
  void departed(const Cost& cost, base::MonoTime granted, base::MonoTime sent) override;
  void report(const Feedback& feedback, base::MonoTime now) override;
  void hold(base::MonoTime until, proto::ErrorKind why, base::MonoTime now) override;

  // Another descriptor of the same group: its buckets are added, and of a bucket that both name the
  // stricter form counts.
  void merge(const BudgetSpec& spec, base::MonoTime now);
  [[nodiscard]] BudgetStatus status(base::MonoTime now) const;

 private:
  const std::string group_;
  const std::string egress_address_;
  base::Guarded<Admission> admission_;
};

}  // namespace scand::lib::rate
