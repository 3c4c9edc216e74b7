#include "broker/core/ready_queue.h"

#include <algorithm>

namespace scand::broker {
namespace {

int rank(proto::Priority priority) {
  return static_cast<int>(proto::Priority::high) - static_cast<int>(priority);
}

}  // namespace

void ReadyQueue::push(TaskId task, const std::string& exchange, const Lane& lane,
                      proto::Priority priority) {
  push_again(task, exchange, lane, {rank(priority), clock_.charge(lane)});
}

void ReadyQueue::push_again(TaskId task, const std::string& exchange, const Lane& lane,
                            Place place) {
  clock_.came(lane);
  entries_.emplace(task, Entry{exchange, lane, place});
  exchanges_[exchange].waiting.emplace(place, task);
}

void ReadyQueue::join(TaskId task, const Lane& lane, proto::Priority priority) {
  const auto found = entries_.find(task);
  if (found == entries_.end()) return;
  Entry& entry = found->second;
  const Place place{std::min(entry.place.priority, rank(priority)),
                    std::min(entry.place.tag, clock_.charge(lane))};
  auto& waiting = exchanges_[entry.exchange].waiting;
  waiting.erase({entry.place, task});
  waiting.emplace(place, task);
  entry.place = place;
}

bool ReadyQueue::remove(TaskId task) {
  const auto found = entries_.find(task);
  if (found == entries_.end()) return false;
  take_out(found);
  return true;
}

std::optional<ReadyQueue::Next> ReadyQueue::pop() {
  const std::pair<Place, TaskId>* first = nullptr;
  for (const auto& [id, exchange] : exchanges_) {
    if (exchange.running >= bulkhead_ || exchange.waiting.empty()) continue;
    if (first == nullptr || *exchange.waiting.begin() < *first) first = &*exchange.waiting.begin();
  }
  if (first == nullptr) return std::nullopt;
  const Next next{first->second, first->first};
  const auto entry = entries_.find(next.task);
  ++exchanges_[entry->second.exchange].running;
  ++running_;
  clock_.served();
  take_out(entry);
  return next;
}

void ReadyQueue::done(const std::string& exchange) {
  auto& running = exchanges_[exchange].running;
  if (running == 0) return;
  --running;
  --running_;
}

std::size_t ReadyQueue::runnable() const {
  std::size_t count = 0;
  for (const auto& [id, exchange] : exchanges_) {
    const std::size_t room = bulkhead_ - std::min(bulkhead_, exchange.running);
    count += std::min(exchange.waiting.size(), room);
  }
  return count;
}

void ReadyQueue::take_out(std::map<TaskId, Entry>::iterator entry) {
  clock_.left(entry->second.lane);
  exchanges_[entry->second.exchange].waiting.erase({entry->second.place, entry->first});
  entries_.erase(entry);
}

}  // namespace scand::broker
