#pragma once
// Which limiter is whose: one for each (budget group, egress address), made when first asked for
// and shared by every worker, job and exchange of the group.

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "lib/base/guarded.h"
#include "lib/rate/budget.h"

namespace scand::lib::rate {

// Thread-safe.
class LimiterRegistry {
 public:
  // `changed` is given to every limiter.
  explicit LimiterRegistry(HoldChanged changed = {}) : changed_(std::move(changed)) {}

  // The group's limiter. A spec that differs from earlier ones of the group is merged into it.
  // Throws std::invalid_argument for a spec that cannot be kept.
  [[nodiscard]] std::shared_ptr<BudgetLimiter> limiter(const BudgetSpec& spec,
                                                       const std::string& egress_address,
                                                       base::MonoTime now);
  // What an earlier life remembered of a budget; false: there is no such budget now.
  bool restore(const std::string& group, const std::string& egress_address,
               const HoldMemory& memory);
  // All budgets, by group, then address.
  [[nodiscard]] std::vector<BudgetStatus> status(base::MonoTime now) const;

 private:
  using Key = std::pair<std::string, std::string>;
  const HoldChanged changed_;
  base::Guarded<std::map<Key, std::shared_ptr<BudgetLimiter>>> limiters_;
};

}  // namespace scand::lib::rate
