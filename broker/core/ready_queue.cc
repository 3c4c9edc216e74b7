#include "broker/core/ready_queue.h"

#include <algorithm>

namespace scand::broker {
namespace {

// The distance between two tags of one lane. Large enough to be divided by the number of lanes.
constexpr FairTag kUnit = 1U << 20U;

int rank(proto::Priority priority) {
  return static_cast<int>(proto::Priority::high) - static_cast<int>(priority);
}

}  // namespace

FairTag FairClock::charge(const Lane& lane) {
  if (lanes_.size() >= sweep_at_) sweep();
  Account& account = lanes_[lane];
  const FairTag tag = std::max(now_, account.next);
  account.next = tag + kUnit;
  return tag;
}

void FairClock::on_enqueued(const Lane& lane) {
  if (lanes_[lane].enqueued++ == 0) ++backlogged_;
}

void FairClock::on_dequeued(const Lane& lane) {
  const auto found = lanes_.find(lane);
  if (found == lanes_.end() || found->second.enqueued == 0) return;
  if (--found->second.enqueued > 0) return;
  // Nothing waits anywhere: every lane was served in full, so all start level again.
  if (--backlogged_ == 0) lanes_.clear();
}

void FairClock::on_served() {
  now_ += kUnit / std::max<FairTag>(backlogged_, 1);
}

void FairClock::sweep() {
  std::erase_if(lanes_, [](const auto& entry) { return entry.second.enqueued == 0; });
  sweep_at_ = std::max(kIdleLanesKept, 2 * lanes_.size());
}

void ReadyQueue::push(TaskId task, const std::string& exchange, const Lane& lane,
                      proto::Priority priority) {
  requeue(task, exchange, lane, {rank(priority), clock_.charge(lane)});
}

void ReadyQueue::requeue(TaskId task, const std::string& exchange, const Lane& lane, Place place) {
  clock_.on_enqueued(lane);
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
  clock_.on_served();
  take_out(entry);
  return next;
}

void ReadyQueue::release_slot(const std::string& exchange) {
  auto& running = exchanges_[exchange].running;
  if (running == 0) return;
  --running;
  --running_;
}

std::size_t ReadyQueue::runnable() const {
  std::size_t count = 0;
  for (const auto& [id, exchange] : exchanges_) {
    const std::size_t free_slots = bulkhead_ - std::min(bulkhead_, exchange.running);
    count += std::min(exchange.waiting.size(), free_slots);
  }
  return count;
}

void ReadyQueue::take_out(std::map<TaskId, Entry>::iterator entry) {
  clock_.on_dequeued(entry->second.lane);
  exchanges_[entry->second.exchange].waiting.erase({entry->second.place, entry->first});
  entries_.erase(entry);
}

}  // namespace scand::broker
