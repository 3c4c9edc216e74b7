#include "lib/rate/budget.h"

#include <utility>

namespace scand::lib::rate {

BudgetLimiter::BudgetLimiter(const BudgetSpec& spec, std::string egress_address, base::MonoTime now)
    : group_(spec.group),
      egress_address_(std::move(egress_address)),
      admission_(Admission(spec, now)) {}

Grant BudgetLimiter::acquire(const Cost& cost, base::MonoTime now) {
  return admission_.with([&](Admission& admission) { return admission.acquire(cost, now); });
}

void BudgetLimiter::departed(const Cost& cost, base::MonoTime granted, base::MonoTime sent) {
  admission_.with([&](Admission& admission) { admission.departed(cost, granted, sent); });
}

void BudgetLimiter::report(const Feedback& feedback, base::MonoTime now) {
  admission_.with([&](Admission& admission) { admission.report(feedback, now); });
}

void BudgetLimiter::hold(base::MonoTime until, proto::ErrorKind why, base::MonoTime now) {
  admission_.with([&](Admission& admission) { admission.hold(until, why, now); });
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
