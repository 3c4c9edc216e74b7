#include "broker/core/worker_table.h"

#include <utility>

namespace scand::broker {

bool WorkerTable::grant_credit(WorkerId worker) {
  if (retired_.contains(worker)) return false;
  auto found = workers_.find(worker);
  if (found == workers_.end()) {
    if (workers_.size() >= max_workers_) return false;
    found = workers_.emplace(worker, Worker{}).first;
  }
  if (found->second.state != State::uncredited) return false;
  found->second.state = State::idle;
  idle_.insert(worker);
  return true;
}

std::optional<WorkerId> WorkerTable::take_credit(const std::string& exchange) {
  std::optional<WorkerId> best;
  // When the worker served this exchange last (0: never; higher is better), and how many exchanges
  // it has served (fewer is better).
  std::pair<std::uint64_t, std::size_t> best_fit;
  for (const WorkerId id : idle_) {
    const auto& served = workers_.at(id).served;
    const auto warm = served.find(exchange);
    const std::pair fit(warm == served.end() ? 0 : warm->second, served.size());
    const bool better =
        fit.first != best_fit.first ? fit.first > best_fit.first : fit.second < best_fit.second;
    if (best && !better) continue;
    best = id;
    best_fit = fit;
  }
  if (!best) return std::nullopt;
  Worker& worker = workers_.at(*best);
  worker.state = State::busy;
  worker.served[exchange] = ++serial_;
  idle_.erase(*best);
  ++busy_;
  return best;
}

void WorkerTable::on_answered(WorkerId worker) {
  const auto found = workers_.find(worker);
  if (found == workers_.end() || found->second.state != State::busy) return;
  found->second.state = State::uncredited;
  --busy_;
}

void WorkerTable::retire(WorkerId worker) {
  const auto found = workers_.find(worker);
  if (found != workers_.end()) {
    if (found->second.state == State::busy) --busy_;
    idle_.erase(worker);
    workers_.erase(found);
  }
  if (!retired_.insert(worker).second) return;
  retired_order_.push_back(worker);
  if (retired_order_.size() <= kRetiredKept) return;
  retired_.erase(retired_order_.front());
  retired_order_.pop_front();
}

}  // namespace scand::broker
