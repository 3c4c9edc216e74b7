#pragma once
// The Limiter that all workers share: one budget (budget group) of one egress address. Admission
// holds the rules; this class adds a lock, and announces what a restart must not forget.

#include <cstdint>
#include <functional>
#include <string>

#include "lib/base/guarded.h"
#include "lib/rate/admission.h"
#include "lib/rate/budget_status.h"
#include "lib/rate/limiter.h"

namespace scand::lib::rate {

// Receives the state that a budget must remember beyond this process, each time that state changes.
// Runs on the thread that made the change, one call at a time, the newest state last, and without
// the budget's lock. It must neither block nor call the budget.
using HoldChanged = std::function<void(const std::string& group, const std::string& egress_address,
                                       const HoldMemory& memory)>;

// Thread-safe. Each call holds the lock for a few microseconds.
class BudgetLimiter final : public Limiter {
 public:
  // Throws std::invalid_argument for a spec that no budget can keep. `changed` may be empty.
  BudgetLimiter(const BudgetSpec& spec, std::string egress_address, base::MonoTime now,
                HoldChanged changed = {});

  // Throws std::logic_error when `cost` names a bucket that the budget lacks.
  [[nodiscard]] Grant acquire(const Cost& cost, base::MonoTime now) override;
  void departed(const Cost& cost, base::MonoTime granted, base::MonoTime sent) override;
  void report(const Feedback& feedback, base::MonoTime now) override;
  void hold(base::MonoTime until, proto::ErrorKind why, base::MonoTime now) override;

  // Adds the buckets of another exchange in the same group. Where both name a bucket, the stricter
  // limit counts.
  void merge(const BudgetSpec& spec, base::MonoTime now);
  // Takes over what an earlier process remembered. Call it before the first acquire(). It notifies
  // nobody: the memory came from where the notification would go.
  void restore(const HoldMemory& memory);
  [[nodiscard]] BudgetStatus status(base::MonoTime now) const;

 private:
  // The one way to change the budget: applies `change` under the lock, then notifies if the memory
  // is different now. Whatever learns of a hold, from a refusal or from a header, passes here.
  template <class Change>
  void update(const Change& change);
  void notify_changed();

  const std::string group_;
  const std::string egress_address_;
  const HoldChanged changed_;
  base::Guarded<Admission> admission_;
  // Admission::changes() at the last notification. Its lock keeps the notifications in order.
  base::Guarded<std::uint64_t> notified_;
};

}  // namespace scand::lib::rate
