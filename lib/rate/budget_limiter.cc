#include "lib/rate/budget_limiter.h"

#include <utility>

namespace scand::lib::rate {

BudgetLimiter::BudgetLimiter(const BudgetSpec& spec, std::string egress_address, base::MonoTime now,
                             HoldChanged changed)
    : group_(spec.group),
      egress_address_(std::move(egress_address)),
      changed_(std::move(changed)),
      admission_(Admission(spec, now)),
      notified_(std::uint64_t{0}) {}

template <class Change>
void BudgetLimiter::update(const Change& change) {
  const bool changed = admission_.with([&](Admission& admission) {
    const auto before = admission.changes();
    change(admission);
    return admission.changes() != before;
  });
  if (changed) notify_changed();
}

void BudgetLimiter::notify_changed() {
  if (!changed_) return;
  notified_.with([&](std::uint64_t& notified) {
    // Read again under this lock: two threads may arrive in the other order than they changed it.
    const auto [changes, memory] = admission_.with([](const Admission& admission) {
      return std::pair(admission.changes(), admission.memory());
    });
    if (changes == notified) return;
    notified = changes;
    changed_(group_, egress_address_, memory);
  });
}

Grant BudgetLimiter::acquire(const Cost& cost, base::MonoTime now) {
  Grant grant;
  update([&](Admission& admission) { grant = admission.acquire(cost, now); });
  return grant;
}

void BudgetLimiter::departed(const Cost& cost, base::MonoTime granted, base::MonoTime sent) {
  update([&](Admission& admission) { admission.departed(cost, granted, sent); });
}

void BudgetLimiter::report(const Feedback& feedback, base::MonoTime now) {
  update([&](Admission& admission) { admission.report(feedback, now); });
}

void BudgetLimiter::hold(base::MonoTime until, proto::ErrorKind why, base::MonoTime now) {
  update([&](Admission& admission) { admission.hold(until, why, now); });
}

void BudgetLimiter::merge(const BudgetSpec& spec, base::MonoTime now) {
  update([&](Admission& admission) { admission.merge(spec, now); });
}

void BudgetLimiter::restore(const HoldMemory& memory) {
  admission_.with([&](Admission& admission) { admission.restore(memory); });
}

BudgetStatus BudgetLimiter::status(base::MonoTime now) const {
  BudgetStatus status =
      admission_.with([&](const Admission& admission) { return admission.status(now); });
  status.group = group_;
  status.egress_address = egress_address_;
  return status;
}

}  // namespace scand::lib::rate
