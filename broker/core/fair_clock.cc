#include "broker/core/fair_clock.h"

#include <algorithm>

namespace scand::broker {
namespace {

constexpr FairTag kUnit = 1U << 20U;  // fine enough to be shared by as many lanes

}  // namespace

FairTag FairClock::charge(const Lane& lane) {
  if (lanes_.size() >= sweep_at_) sweep();
  Account& account = lanes_[lane];
  const FairTag tag = std::max(now_, account.next);
  account.next = tag + kUnit;
  return tag;
}

void FairClock::came(const Lane& lane) {
  if (lanes_[lane].waiting++ == 0) ++backlogged_;
}

void FairClock::left(const Lane& lane) {
  const auto found = lanes_.find(lane);
  if (found == lanes_.end() || found->second.waiting == 0) return;
  if (--found->second.waiting > 0) return;
  // Nothing waits anywhere: everyone had what he asked for, and starts level again.
  if (--backlogged_ == 0) lanes_.clear();
}

void FairClock::served() {
  now_ += kUnit / std::max<FairTag>(backlogged_, 1);
}

void FairClock::sweep() {
  std::erase_if(lanes_, [](const auto& entry) { return entry.second.waiting == 0; });
  sweep_at_ = std::max(kIdleLanesKept, 2 * lanes_.size());
}

}  // namespace scand::broker
