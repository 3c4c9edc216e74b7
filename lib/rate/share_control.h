#pragma once
// How much of our share we use while an exchange keeps refusing although we keep to its published
// limit: the limit may be tighter today, or somebody else may spend it from our address.
//
// The factor halves at the second refusal within ten minutes, and at once at a ban. It recovers by
// 0.05 every five minutes: fast down, slowly up, as in TCP's congestion control.

#include <optional>

#include "lib/base/clock.h"

namespace scand::lib::rate {

// Pure. Times do not go backwards from call to call.
class ShareControl {
 public:
  static constexpr double kLeast = 1.0 / 16;
  static constexpr double kStep = 0.05;
  static constexpr base::Nanos kStepTime = std::chrono::minutes(5);
  static constexpr base::Nanos kMemory = std::chrono::minutes(10);

  // One episode of refusals; the caller counts the many replies of an episode once.
  void refused(base::MonoTime now);
  void banned(base::MonoTime now);
  // What must survive a restart. The factor grows with the time since `changed`.
  struct Memory {
    double at_change = 1;
    base::MonoTime changed{};
    std::optional<base::MonoTime> last_refusal;
    friend bool operator==(const Memory&, const Memory&) = default;
  };
  [[nodiscard]] Memory memory() const { return memory_; }
  void restore(const Memory& memory);

  // The part of our share to use, in (0, 1].
  [[nodiscard]] double factor(base::MonoTime now) const;

 private:
  void halve(base::MonoTime now);

  Memory memory_;
};

}  // namespace scand::lib::rate
