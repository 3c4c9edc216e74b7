#pragma once
// An exchange that counts the calls that arrive, and now and then refuses one as too fast. It is
// outside the simulated process, so it survives crashes.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "lib/base/clock.h"
#include "lib/rate/limiter.h"

namespace scand::broker::sim {

class MeteredExchange {
 public:
  MeteredExchange(std::string id, std::mt19937_64& random);

  struct Reply {
    base::MonoTime at;
    std::optional<base::Nanos> retry_after;  // refused: 429 and Retry-After
  };
  // A call that leaves now. Whatever is wrong with it is added to `violations`.
  [[nodiscard]] Reply call(base::MonoTime now, std::mt19937_64& random,
                           std::vector<std::string>& violations);
  // The process has read a refusal: until then, no call may leave.
  void on_refusal_read(base::MonoTime until);
  // A crash ends the duty to wait, unless the disk has kept it.
  void on_crash(bool hold_on_disk);

  [[nodiscard]] const lib::rate::BudgetSpec& budget() const { return budget_; }
  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] base::MonoTime held_until() const { return held_until_; }
  [[nodiscard]] std::size_t calls() const { return calls_; }
  [[nodiscard]] std::size_t refusals() const { return refusals_; }

 private:
  std::string id_;
  lib::rate::BudgetSpec budget_;
  std::uint64_t refusal_percent_;
  std::multiset<base::MonoTime> arrivals_;
  base::MonoTime held_until_{};
  std::size_t calls_ = 0, refusals_ = 0;
};

[[nodiscard]] lib::rate::Cost one_call();

}  // namespace scand::broker::sim
