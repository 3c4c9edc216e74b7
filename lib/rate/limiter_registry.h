#pragma once
// All limiters: one for each (budget group, egress address). A limiter is made when it is first
// asked for, and every worker, job and exchange of the group shares it.

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/guarded.h"
#include "lib/rate/budget_limiter.h"

namespace scand::lib::rate {

// Thread-safe.
class LimiterRegistry {
 public:
  // `changed` is passed to every limiter (see budget_limiter.h). It may be empty.
  explicit LimiterRegistry(HoldChanged changed = {}) : changed_(std::move(changed)) {}

  // The group's limiter. A spec that differs from earlier ones of the group is merged into it.
  // Throws std::invalid_argument for a spec that no budget can keep.
  [[nodiscard]] std::shared_ptr<BudgetLimiter> limiter(const BudgetSpec& spec,
                                                       const std::string& egress_address,
                                                       base::MonoTime now);
  // Gives a budget what an earlier process remembered. False: there is no such budget.
  bool restore(const std::string& group, const std::string& egress_address,
               const HoldMemory& memory);
  // All budgets, sorted by group, then address.
  [[nodiscard]] std::vector<BudgetStatus> status(base::MonoTime now) const;

 private:
  using Key = std::pair<std::string, std::string>;
  const HoldChanged changed_;
  base::Guarded<std::map<Key, std::shared_ptr<BudgetLimiter>>> limiters_;
};

}  // namespace scand::lib::rate
