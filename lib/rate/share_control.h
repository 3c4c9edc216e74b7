#pragma once
// How much of our share to use, when an exchange keeps saying "too fast" although we keep to its
// published limit: the limit may be tighter today, or others may spend it from our address. Halved
// at the second refusal within ten minutes and at once by a ban; won back in steps of 5 % each five
// minutes.

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

  // One episode, however many replies it had.
  void refused(base::MonoTime now);
  void banned(base::MonoTime now);
  // What outlives the process. The factor grows with the time since `changed`.
  struct Memory {
    double at_change = 1;
    base::MonoTime changed{};
    std::optional<base::MonoTime> last_refusal;
    friend bool operator==(const Memory&, const Memory&) = default;
  };
  [[nodiscard]] Memory memory() const { return memory_; }
  void restore(const Memory& memory);

  // Of our share, in (0, 1].
  [[nodiscard]] double factor(base::MonoTime now) const;

 private:
  void halve(base::MonoTime now);

  Memory memory_;
};

}  // namespace scand::lib::rate
