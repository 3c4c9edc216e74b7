#include "lib/rate/hold_state.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace scand::lib::rate {
namespace {

constexpr std::array<std::string_view, 4> kNames{"open", "throttled", "banned", "probing"};

}  // namespace

std::string_view name(HoldPhase phase) {
  return kNames.at(static_cast<std::size_t>(phase));
}

std::optional<HoldPhase> parse_hold_phase(std::string_view text) {
  const auto found = std::ranges::find(kNames, text);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<HoldPhase>(found - kNames.begin());
}

HoldPhase phase_after(proto::ErrorKind why) {
  switch (why) {
    case proto::ErrorKind::banned:
    case proto::ErrorKind::blocked:
    case proto::ErrorKind::geo_blocked:
      return HoldPhase::banned;
    default:
      return HoldPhase::throttled;
  }
}

bool HoldState::hold(base::MonoTime until, proto::ErrorKind why, base::MonoTime now) {
  const base::MonoTime end = std::max(until, now) + kMargin;
  if (end <= until_) return false;
  until_ = end;
  why_ = why;
  trial_ = std::min(kTrial, end - now);
  trial_due_ = true;
  return true;
}

base::MonoTime HoldState::ready(base::MonoTime now) const {
  return std::max({now, until_, trial_due_ ? base::MonoTime{} : alone_until_});
}

bool HoldState::sent(base::MonoTime now) {
  if (!trial_due_) return false;
  trial_due_ = false;
  alone_until_ = now + trial_;
  return true;
}

HoldPhase HoldState::phase(base::MonoTime now) const {
  if (held(now)) return phase_after(why_);
  return trial_due_ || now < alone_until_ ? HoldPhase::probing : HoldPhase::open;
}

HoldState::Memory HoldState::memory() const {
  if (trial_due_) return {phase_after(why_), until_, why_};
  if (alone_until_ > base::MonoTime{}) return {HoldPhase::probing, alone_until_, why_};
  return {};
}

void HoldState::restore(const Memory& memory) {
  *this = HoldState();
  if (memory.phase == HoldPhase::open) return;
  why_ = memory.why;
  trial_ = kTrial;
  if (memory.phase == HoldPhase::probing) {
    alone_until_ = memory.until;
    return;
  }
  until_ = memory.until;
  trial_due_ = true;
}

std::optional<proto::ErrorKind> HoldState::why(base::MonoTime now) const {
  if (!held(now)) return std::nullopt;
  return why_;
}

base::Nanos HoldState::left(base::MonoTime now) const {
  return std::max(until_ - now, base::Nanos(0));
}

}  // namespace scand::lib::rate
