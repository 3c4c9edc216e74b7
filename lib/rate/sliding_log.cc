#include "lib/rate/sliding_log.h"

#include <algorithm>

namespace scand::lib::rate {
namespace {

constexpr base::Nanos::rep kEntriesPerSpan = 1024;

}  // namespace

SlidingLog::SlidingLog(base::Nanos span) : span_(span) {}

base::Nanos::rep SlidingLog::slot(base::MonoTime time) const {
  return time.time_since_epoch() / (span_ / kEntriesPerSpan + base::Nanos(1));
}

void SlidingLog::add(Units cost, base::MonoTime at) {
  if (cost <= 0) return;
  const auto after =
      std::upper_bound(entries_.begin(), entries_.end(), at,
                       [](base::MonoTime time, const Entry& entry) { return time < entry.at; });
  if (after != entries_.end() && slot(after->at) == slot(at)) {
    after->cost += cost;
  } else if (after != entries_.begin() && slot(std::prev(after)->at) == slot(at)) {
    std::prev(after)->cost += cost;
    std::prev(after)->at = at;
  } else {
    entries_.insert(after, {at, cost});
  }
}

void SlidingLog::move(Units cost, base::MonoTime from, base::MonoTime to) {
  if (to <= from) return;
  // The entry of that slot has the time of its last call: `from` or a little later.
  const auto holds = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return entry.at >= from && slot(entry.at) == slot(from);
  });
  if (holds == entries_.end() || holds->cost < cost) return;
  holds->cost -= cost;
  if (holds->cost == 0) entries_.erase(holds);
  add(cost, to);
}

Units SlidingLog::sum(base::MonoTime now) const {
  Units total = 0;
  for (const Entry& entry : entries_) {
    if (counts(entry, now)) total += entry.cost;
  }
  return total;
}

base::MonoTime SlidingLog::ready(Units cost, Units cap, base::MonoTime now, Units taken) const {
  Units excess = sum(now) + taken + cost - std::max(cap, cost);
  if (excess <= 0) return now;
  // Wait until enough of the oldest entries have stopped counting.
  for (const Entry& entry : entries_) {
    if (!counts(entry, now)) continue;
    excess -= entry.cost;
    if (excess <= 0) return entry.at + span_ + base::Nanos(1);
  }
  // Even an empty log is not enough for `taken` and `cost` together: wait until `taken` is
  // forgotten.
  return now + span_ + base::Nanos(1);
}

void SlidingLog::forget(base::MonoTime now) {
  while (!entries_.empty() && !counts(entries_.front(), now))
    entries_.pop_front();
}

void SlidingLog::lengthen(base::Nanos span) {
  span_ = std::max(span_, span);
}

}  // namespace scand::lib::rate
