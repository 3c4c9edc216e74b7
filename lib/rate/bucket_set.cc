#include "lib/rate/bucket_set.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace scand::lib::rate {
namespace {

Units part_of(const Cost& cost, const std::string& bucket) {
  Units sum = 0;
  for (const auto& [name, units] : cost) {
    if (name == bucket) sum += cost_units(units);
  }
  return sum;
}

}  // namespace

BucketSet::BucketSet(const BudgetSpec& spec, base::MonoTime now) : group_(spec.group) {
  merge(spec, now);
}

const Bucket& BucketSet::find(const std::string& name) const {
  const auto found = std::find_if(buckets_.begin(), buckets_.end(),
                                  [&](const Bucket& bucket) { return bucket.spec().name == name; });
  if (found == buckets_.end()) {
    throw std::logic_error("rate budget '" + group_ + "' has no bucket '" + name + "'");
  }
  return *found;
}

Bucket& BucketSet::find(const std::string& name) {
  return const_cast<Bucket&>(std::as_const(*this).find(name));
}

base::MonoTime BucketSet::ready(const Cost& cost, base::MonoTime now, const Cost& taken) const {
  base::MonoTime latest = now;
  for (const auto& [name, units] : cost) {
    latest = std::max(latest, find(name).ready(part_of(cost, name), now, part_of(taken, name)));
  }
  return latest;
}

void BucketSet::expect(const Cost& cost, base::MonoTime now) {
  for (const auto& [name, units] : cost)
    find(name).expect(part_of(cost, name), now);
}

void BucketSet::take(const Cost& cost, base::MonoTime now) {
  for (const auto& [name, units] : cost)
    find(name).take(cost_units(units), now);
}

void BucketSet::departed(const Cost& cost, base::MonoTime granted, base::MonoTime sent) {
  for (const auto& [name, units] : cost)
    find(name).departed(cost_units(units), granted, sent);
}

void BucketSet::learn(const Feedback& feedback, base::MonoTime now) {
  for (Bucket& bucket : buckets_) {
    if (bucket.spec().name == feedback.bucket) bucket.learn(feedback, now);
  }
}

void BucketSet::merge(const BudgetSpec& spec, base::MonoTime now) {
  for (const BucketSpec& wanted : spec.buckets) {
    const auto known = std::find_if(buckets_.begin(), buckets_.end(), [&](const Bucket& bucket) {
      return bucket.spec().name == wanted.name;
    });
    if (known == buckets_.end()) {
      buckets_.emplace_back(wanted, spec, now);
    } else {
      known->tighten(wanted, spec, now);
    }
  }
}

void BucketSet::scale(double factor, base::MonoTime now) {
  for (Bucket& bucket : buckets_)
    bucket.scale(factor, now);
}

}  // namespace scand::lib::rate
