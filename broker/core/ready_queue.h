#pragma once
// Tasks that wait for a worker, in the order in which they are to run: by priority, then fairly
// between lanes, then first come first served. A priority is strict: a lower one waits while a
// higher one has work that may run (its jobs' deadlines bound the wait). At most `bulkhead` tasks
// of one exchange run at once, so that a slow exchange cannot take all workers; what waits behind
// it does not hold up others.
//
// A set for each exchange rather than one queue: the choice is among their heads, about a dozen,
// and an exchange that is full is passed over without looking at what waits for it.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "broker/core/fair_clock.h"
#include "proto/scan_request.h"

namespace scand::broker {

using TaskId = std::uint64_t;

// A place in the order; the least is first.
struct Place {
  int priority = 0;  // 0 is high
  FairTag tag = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

// Bounded by its user: the core queues at most one task for each exchange of each admitted job.
class ReadyQueue {
 public:
  struct Next {
    TaskId task = 0;
    Place place;
  };

  explicit ReadyQueue(std::size_t bulkhead) : bulkhead_(bulkhead) {}

  // A new task, charged to the lane.
  void push(TaskId task, const std::string& exchange, const Lane& lane, proto::Priority priority);
  // Another job wants the task, too: it moves up if that job's own task would stand before it.
  void join(TaskId task, const Lane& lane, proto::Priority priority);
  // Back in its place after its worker was lost. Call done() first.
  void push_again(TaskId task, const std::string& exchange, const Lane& lane, Place place);
  // False when it was not queued.
  bool remove(TaskId task);
  // The next that may run; counts it as running.
  [[nodiscard]] std::optional<Next> pop();
  void done(const std::string& exchange);  // one of its running tasks has ended

  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] std::size_t running() const { return running_; }
  // How many pop() would give if asked again and again.
  [[nodiscard]] std::size_t runnable() const;

 private:
  struct Entry {
    std::string exchange;
    Lane lane;
    Place place;
  };
  struct Exchange {
    std::set<std::pair<Place, TaskId>> waiting;
    std::size_t running = 0;
  };
  void take_out(std::map<TaskId, Entry>::iterator entry);

  std::size_t bulkhead_;
  std::size_t running_ = 0;
  FairClock clock_;
  std::map<TaskId, Entry> entries_;
  std::map<std::string, Exchange> exchanges_;  // bounded by the directory
};

}  // namespace scand::broker
