#pragma once
// Workers and their credit. A worker grants one credit when it is ready for a task, and a task is
// sent only to a worker with a credit. So nothing ever queues at a busy worker. A worker is
//
//     uncredited   known, without credit and without a task (it has just answered)
//     idle         has granted a credit
//     busy         runs a task
//
// until it is retired, because it did not answer in time. Whatever a retired worker still says is
// ignored. Linear in idle workers at worst; there are a few dozen.

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
  // How many retired ids are remembered. A worker that wakes after this many others were retired
  // would be taken for a new one; the pool has given it up long before.
  static constexpr std::size_t kRetiredKept = 1024;

  explicit WorkerTable(std::size_t max_workers) : max_workers_(max_workers) {}

  // False when the credit does not count: the worker is idle, busy or retired, or there
  // are too many workers.
  bool grant_credit(WorkerId worker);
  // Spends the credit of the worker that suits the exchange best: the one that served it last,
  // since its connections are warm; else the one with the fewest exchanges, since it has the least
  // warmth to lose. nullopt: no worker is idle.
  [[nodiscard]] std::optional<WorkerId> take_credit(const std::string& exchange);
  // The worker has answered; it is uncredited until its next credit.
  void on_answered(WorkerId worker);
  void retire(WorkerId worker);

  [[nodiscard]] std::size_t idle() const { return idle_.size(); }
  [[nodiscard]] std::size_t busy() const { return busy_; }

 private:
  enum class State : std::uint8_t { uncredited, idle, busy };
  struct Worker {
    State state = State::uncredited;
    std::map<std::string, std::uint64_t> served;  // exchange -> serial number of the latest task
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
