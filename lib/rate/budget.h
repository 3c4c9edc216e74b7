#pragma once
// The Limiter that workers share: one budget of one egress address.

#include <cstdint>
#include <functional>
#include <string>

#include "lib/base/guarded.h"
#include "lib/rate/admission.h"
#include "lib/rate/budget_status.h"
#include "lib/rate/limiter.h"

namespace scand::lib::rate {

// Told what a budget has to remember, whenever that changes: on the thread that made the change,
// with the newest state last, and not under the budget's lock. Must not block or call the budget.
using HoldChanged = std::function<void(const std::string& group, const std::string& egress_address,
                                       const HoldMemory& memory)>;

// Thread-safe; each call holds the lock for some microseconds.
class BudgetLimiter final : public Limiter {
 public:
  // Throws std::invalid_argument for a spec that cannot be kept.
  BudgetLimiter(const BudgetSpec& spec, std::string egress_address, base::MonoTime now,
                HoldChanged changed = {});

  // std::logic_error when `cost` names a bucket that the budget lacks.
  [[nodiscard]] Grant acquire(const Cost& cost, base::MonoTime now) override;
  void departed(const Cost& cost, base::MonoTime granted, base::MonoTime sent) override;
  void report(const Feedback& feedback, base::MonoTime now) override;
  void hold(base::MonoTime until, proto::ErrorKind why, base::MonoTime now) override;

  // Another descriptor of the same group: its buckets are added, and of a bucket that both name the
  // stricter form counts.
  void merge(const BudgetSpec& spec, base::MonoTime now);
  // What an earlier life remembered; before the first call. Tells nobody.
  void restore(const HoldMemory& memory);
  [[nodiscard]] BudgetStatus status(base::MonoTime now) const;

 private:
  void tell();

  const std::string group_;
  const std::string egress_address_;
  const HoldChanged changed_;
  base::Guarded<Admission> admission_;
  // Changes told so far; its lock keeps the order in which they are told.
  base::Guarded<std::uint64_t> told_;
};

}  // namespace scand::lib::rate
