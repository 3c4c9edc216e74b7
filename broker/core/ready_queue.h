#pragma once
// Tasks that wait for a worker, and which of them runs next.
//
// Order: by priority, then fairly between clients (lanes), then first come first served. Priority
// is strict: a task of lower priority waits while one of higher priority may run. The deadlines of
// the waiting jobs bound that wait.
//
// Bulkhead: at most `bulkhead` tasks of one exchange run at once, so a slow exchange cannot take
// all workers. Tasks behind a full bulkhead do not hold up other exchanges.
//
// Each exchange has its own ordered set. pop() compares the heads of these sets, about a dozen, and
// passes over a full exchange without looking at its tasks. So pop() is linear in exchanges and
// logarithmic in tasks; the other operations are logarithmic.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "broker/core/client_ref.h"
#include "proto/scan_request.h"

namespace scand::broker {

using TaskId = std::uint64_t;
using FairTag = std::uint64_t;

// Fairness between lanes: fair queueing with a virtual clock. Every piece of work gets a tag, tags
// are served in rising order, and the tags of one lane lie one unit apart. So lanes with work take
// turns, no matter how much work each has, and a new lane does not wait behind another lane's pile.
// The clock advances one unit per round, and a round is one turn of every lane with work. After
// a bounded number of rounds, new lanes can no longer overtake work that waits.
class FairClock {
 public:
  // How many lanes without work are remembered, unless more lanes than that have work. A forgotten
  // lane starts afresh: work it had ahead of its turn is forgiven.
  static constexpr std::size_t kIdleLanesKept = 1024;

  // The tag for one more piece of work of this lane.
  [[nodiscard]] FairTag charge(const Lane& lane);
  void on_enqueued(const Lane& lane);
  void on_dequeued(const Lane& lane);
  void on_served();  // advances the clock; call it before on_dequeued() of the served work
  [[nodiscard]] std::size_t lanes() const { return lanes_.size(); }

 private:
  struct Account {
    FairTag next = 0;          // the lane's next tag, if the clock has not passed it
    std::size_t enqueued = 0;  // pieces of its work that wait
  };
  void sweep();

  FairTag now_ = 0;
  std::size_t backlogged_ = 0;  // lanes with work
  std::size_t sweep_at_ = kIdleLanesKept;
  std::map<Lane, Account> lanes_;
};

// A position in the queue; the smallest runs first.
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
  // Another job shares the task. The task moves up if a task of that job alone would come earlier;
  // it never moves down. The job's lane is charged either way.
  void join(TaskId task, const Lane& lane, proto::Priority priority);
  // Puts a task whose attempt ended back into its old place. Call release_slot() first.
  void requeue(TaskId task, const std::string& exchange, const Lane& lane, Place place);
  // False when the task was not queued.
  bool remove(TaskId task);
  // Takes the next task that may run, and one slot of its exchange's bulkhead.
  [[nodiscard]] std::optional<Next> pop();
  // A popped task of the exchange no longer runs.
  void release_slot(const std::string& exchange);

  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] std::size_t running() const { return running_; }  // slots taken
  // How many tasks pop() would return now, called again and again.
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
