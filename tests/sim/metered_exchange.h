#pragma once
// An exchange that meters what arrives, and now and then says "too fast": from outside our process,
// so it lives on through our crashes.

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
    std::optional<base::Nanos> stay_away;  // refused: 429 and Retry-After
  };
  // A call that leaves now. What is wrong with it is written to `complaints`.
  [[nodiscard]] Reply call(base::MonoTime now, std::mt19937_64& random,
                           std::vector<std::string>& complaints);
  // The refusal's reply has been read: no call may leave before.
  void told(base::MonoTime until);
  // A crash: the promise to stay away lives on only if the disk has it.
  void crashed(bool hold_on_disk);

  [[nodiscard]] const lib::rate::BudgetSpec& budget() const { return budget_; }
  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] base::MonoTime stay_away_until() const { return stay_away_until_; }
  [[nodiscard]] std::size_t calls() const { return calls_; }
  [[nodiscard]] std::size_t refusals() const { return refusals_; }

 private:
  std::string id_;
  lib::rate::BudgetSpec budget_;
  std::uint64_t refuses_percent_;
  std::multiset<base::MonoTime> arrivals_;
  base::MonoTime stay_away_until_{};
  std::size_t calls_ = 0, refusals_ = 0;
};

[[nodiscard]] lib::rate::Cost one_call();

}  // namespace scand::broker::sim
