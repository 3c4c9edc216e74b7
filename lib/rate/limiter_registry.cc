#include "lib/rate/limiter_registry.h"

namespace scand::lib::rate {

std::shared_ptr<BudgetLimiter> LimiterRegistry::limiter(const BudgetSpec& spec,
                                                        const std::string& egress_address,
                                                        base::MonoTime now) {
  return limiters_.with([&](auto& limiters) {
    const Key key(spec.group, egress_address);
    const auto known = limiters.find(key);
    if (known != limiters.end()) {
      known->second->merge(spec, now);
      return known->second;
    }
    auto made = std::make_shared<BudgetLimiter>(spec, egress_address, now, changed_);
    limiters.emplace(key, made);
    return made;
  });
}

bool LimiterRegistry::restore(const std::string& group, const std::string& egress_address,
                              const HoldMemory& memory) {
  return limiters_.with([&](auto& limiters) {
    const auto known = limiters.find(Key(group, egress_address));
    if (known == limiters.end()) return false;
    known->second->restore(memory);
    return true;
  });
}

std::vector<BudgetStatus> LimiterRegistry::status(base::MonoTime now) const {
  return limiters_.with([&](const auto& limiters) {
    std::vector<BudgetStatus> all;
    all.reserve(limiters.size());
    for (const auto& [key, limiter] : limiters)
      all.push_back(limiter->status(now));
    return all;
  });
}

}  // namespace scand::lib::rate
