#pragma once
// Workers and their credit. A worker grants one credit between tasks; nothing is sent to one that
// has not. A worker is
//     away   known, and neither has credit nor runs a task (it has just answered)
//     idle   has granted its credit
//     busy   runs a task
// and gone once it is retired: what it still says is not heard.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "broker/core/events.h"

namespace scand::broker {

class WorkerTable {
 public:
  // Retired ids that are remembered. A lost worker that wakes later than so many others were lost
  // after it would be taken for a new one; the pool gives up long before.
  static constexpr std::size_t kRetiredKept = 1024;

  explicit WorkerTable(std::size_t max_workers) : max_workers_(max_workers) {}

  // A credit. False when it is not one: the worker is idle, busy or retired, or one too many.
  bool ready(WorkerId worker);
  // Spends the credit of the worker that is best for the exchange: the one that served it last
  // (its connections are warm), else the one with the fewest warm exchanges to spoil.
  [[nodiscard]] std::optional<WorkerId> take(const std::string& exchange);
  // It answered: away until its next credit.
  void answered(WorkerId worker);
  void retire(WorkerId worker);

  [[nodiscard]] std::size_t idle() const { return idle_.size(); }
  [[nodiscard]] std::size_t busy() const { return busy_; }

 private:
  enum class State : std::uint8_t { away, idle, busy };
  struct Worker {
    State state = State::away;
    std::map<std::string, std::uint64_t> served;  // exchange -> when, as a serial number
  };

  std::size_t max_workers_;
  std::size_t busy_ = 0;
  std::uint64_t serial_ = 0;
  std::map<WorkerId, Worker> workers_;
  std::set<WorkerId> idle_;
  std::set<WorkerId> retired_;
  std::deque<WorkerId> retired_order_;  // oldest first
};

}  // namespace scand::broker
