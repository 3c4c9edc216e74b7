#include "lib/rate/bucket.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <tuple>

namespace scand::lib::rate {
namespace {

// If a larger part of the limit than this may leave at once, too little is left to pace: the limit
// is small, or a single call takes much of it.
constexpr double kPacedBurstMax = 0.3;

const BucketSpec& checked(const BucketSpec& spec, const BudgetSpec& budget) {
  const bool sound = std::isfinite(spec.limit) && spec.limit > 0 && spec.window > base::Nanos(0) &&
                     spec.max_call_cost >= 0 && spec.burst_share >= 0 && budget.share > 0 &&
                     budget.share <= 1 && budget.jitter >= base::Nanos(0) &&
                     budget.assume_spent >= 0 && budget.assume_spent <= 1;
  if (!sound) {
    throw std::invalid_argument("rate budget '" + budget.group + "', bucket '" + spec.name +
                                "': limit and window must be above 0, share in (0, 1], assumed "
                                "spending in [0, 1]");
  }
  return spec;
}

}  // namespace

Bucket::Bucket(const BucketSpec& spec, const BudgetSpec& budget, base::MonoTime now)
    : spec_(checked(spec, budget)),
      share_(budget.share),
      jitter_(budget.jitter),
      log_(spec.window + budget.jitter) {
  reshape(now);
  // An earlier process may have spent some of the limit just before it ended.
  log_.add(cost_units(as_double(cap_) * budget.assume_spent), now);
  if (pace_) pace_->take(cost_units(as_double(pace_->spare(now)) * budget.assume_spent), now);
}

double Bucket::limit() const {
  return std::min(spec_.limit, reported_limit_.value_or(spec_.limit));
}

void Bucket::reshape(base::MonoTime now) {
  const double ours = share_ * factor_ * limit();
  const double burst = std::max(spec_.burst_share * limit(), spec_.max_call_cost);
  cap_ = limit_units(ours);
  // A GCRA lets burst + allowance pass in one span: together exactly our share.
  const Pace pace{limit_units(burst), limit_units(ours - burst), log_.span()};
  if (burst > kPacedBurstMax * limit() || pace.burst <= 0 || pace.allowance <= 0) {
    pace_.reset();
  } else if (pace_) {
    pace_->change(pace, now);
  } else {
    pace_.emplace(pace);
  }
}

base::MonoTime Bucket::ready(Units cost, base::MonoTime now, Units taken) const {
  const base::MonoTime lawful = log_.ready(cost, cap_, now, taken);
  return pace_ ? std::max(lawful, pace_->ready(cost, now, taken)) : lawful;
}

void Bucket::take(Units cost, base::MonoTime now) {
  log_.forget(now);
  log_.add(cost, now);
  if (pace_) pace_->take(cost, now);
}

void Bucket::departed(Units cost, base::MonoTime granted, base::MonoTime sent) {
  log_.move(cost, granted, sent);
}

std::optional<double> Bucket::reported_use(const Feedback& feedback) const {
  std::optional<double> use = feedback.used;
  if (feedback.remaining) {
    const double taken = feedback.limit.value_or(spec_.limit) - *feedback.remaining;
    use = std::max(use.value_or(taken), taken);
  }
  // A header may hold anything. It can at most fill the bucket.
  if (!use || !std::isfinite(*use)) return std::nullopt;
  return std::clamp(*use, 0.0, spec_.limit);
}

void Bucket::learn(const Feedback& feedback, base::MonoTime now) {
  if (feedback.limit && std::isfinite(*feedback.limit) && *feedback.limit > 0 &&
      reported_limit_.value_or(spec_.limit) != *feedback.limit) {
    reported_limit_ = *feedback.limit;
    reshape(now);
  }
  const auto use = reported_use(feedback);
  if (!use) return;
  const Units unknown = cost_units(*use) - log_.sum(now);
  if (unknown <= 0) return;
  // The window cannot end later than its own length from now, whatever the header says. The entry
  // is dated back, so that it expires when the window does.
  const base::Nanos counts_for =
      std::clamp(feedback.reset_in.value_or(log_.span()), base::Nanos(0), log_.span());
  log_.add(unknown, now + counts_for - log_.span());
}

void Bucket::expect(Units cost, base::MonoTime now) {
  if (as_double(cost) <= spec_.max_call_cost) return;
  spec_.max_call_cost = as_double(cost);
  reshape(now);
}

void Bucket::tighten(const BucketSpec& spec, const BudgetSpec& budget, base::MonoTime now) {
  checked(spec, budget);
  const auto before = std::tuple(spec_, share_, jitter_);
  spec_.limit = std::min(spec_.limit, spec.limit);
  spec_.window = std::max(spec_.window, spec.window);
  spec_.max_call_cost = std::max(spec_.max_call_cost, spec.max_call_cost);
  spec_.burst_share = std::min(spec_.burst_share, spec.burst_share);
  share_ = std::min(share_, budget.share);
  jitter_ = std::max(jitter_, budget.jitter);
  if (before == std::tuple(spec_, share_, jitter_)) return;
  log_.lengthen(spec_.window + jitter_);
  reshape(now);
}

void Bucket::scale(double factor, base::MonoTime now) {
  if (factor == factor_) return;
  factor_ = factor;
  reshape(now);
}

}  // namespace scand::lib::rate
