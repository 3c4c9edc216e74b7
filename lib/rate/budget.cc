#include "lib/rate/budget.h"

#include <utility>

namespace scand::lib::rate {

BudgetLimiter::BudgetLimiter(const BudgetSpec& spec, std::string egress_address, base::MonoTime now,
                             HoldChanged changed)
    : group_(spec.group),
      egress_address_(std::move(egress_address)),
      changed_(std::move(changed)),
      admission_(Admission(spec, now)),
      told_(std::uint64_t{0}) {}

void BudgetLimiter::tell() {
  if (!changed_) return;
  told_.with([&](std::uint64_t& told) {
    const auto [changes, memory] = admission_.with([](const Admission& admission) {
      return std::pair(admission.changes(), admission.memory());
    });
    if (changes == told) return;
    told = changes;
    changed_(group_, egress_address_, memory);
  });
}

void BudgetLimiter::restore(const HoldMemory& memory) {
  admission_.with([&](Admission& admission) { admission.restore(memory); });
}

Grant BudgetLimiter::acquire(const Cost& cost, base::MonoTime now) {
  const auto [grant, changed] = admission_.with([&](Admission& admission) {
    const auto before = admission.changes();
    const Grant given = admission.acquire(cost, now);
    return std::pair(given, admission.changes() != before);
  });
  if (changed) tell();
  return grant;
}

void BudgetLimiter::departed(const Cost& cost, base::MonoTime granted, base::MonoTime sent) {
  admission_.with([&](Admission& admission) { admission.departed(cost, granted, sent); });
}

void BudgetLimiter::report(const Feedback& feedback, base::MonoTime now) {
  admission_.with([&](Admission& admission) { admission.report(feedback, now); });
}

void BudgetLimiter::hold(base::MonoTime until, proto::ErrorKind why, base::MonoTime now) {
  admission_.with([&](Admission& admission) { admission.hold(until, why, now); });
  tell();
}

void BudgetLimiter::merge(const BudgetSpec& spec, base::MonoTime now) {
  admission_.with([&](Admission& admission) { admission.merge(spec, now); });
}

BudgetStatus BudgetLimiter::status(base::MonoTime now) const {
  BudgetStatus told =
      admission_.with([&](const Admission& admission) { return admission.status(now); });
  told.group = group_;
  told.egress_address = egress_address_;
  return told;
}

}  // namespace scand::lib::rate
