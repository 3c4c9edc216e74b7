#pragma once
// Drives a Scheduler by hand, without jobs: a fixture whose listener writes down every call.

#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

#include "core_driver.h"

#include "broker/core/scheduler.h"

namespace scand::broker::test {

// Writes down every call, as "<job> <what happened>".
class Listener final : public TaskListener {
 public:
  void on_task_started(Turn& /*turn*/, const WaitingJob& waiting, const Task& /*task*/) override {
    note("started", waiting);
  }
  void on_task_progress(const WaitingJob& waiting, const Task& task) override {
    note("progress " + std::to_string(task.progress.done), waiting);
  }
  void on_task_answered(Turn& /*turn*/, const WaitingJob& waiting, const Task& /*task*/,
                        const event::TaskAnswered& /*answer*/) override {
    note("answered", waiting);
  }
  void on_task_rejected(Turn& /*turn*/, const WaitingJob& waiting,
                        const proto::Failure& why) override {
    note("rejected: " + why.message, waiting);
  }
  void on_task_expired(Turn& /*turn*/, const WaitingJob& waiting) override {
    note("expired", waiting);
  }
  void on_task_requeued(const WaitingJob& waiting) override { note("requeued", waiting); }
  void on_task_given_up(Turn& /*turn*/, const WaitingJob& waiting,
                        const std::string& last) override {
    note("given up: " + last, waiting);
  }
  std::vector<std::string> take() { return std::exchange(notes_, {}); }

 private:
  void note(const std::string& what, const WaitingJob& waiting) {
    notes_.push_back(std::to_string(waiting.job) + ' ' + what);
  }
  std::vector<std::string> notes_;
};

class SchedulerFixture : public testing::Test {
 protected:
  using Notes = std::vector<std::string>;

  TaskId request(JobNo job, const std::string& exchange, base::Nanos until = 100s) {
    proto::TaskKey key;
    key.exchange = exchange;
    return scheduler_
        .request_task(turn_, {job, 0, key, "lane", proto::Priority::normal, base::MonoTime(until)})
        .id;
  }
  std::vector<command::Dispatch> dispatched() {
    turn_.commands.clear();
    scheduler_.dispatch(turn_);
    return all<command::Dispatch>(turn_.commands);
  }
  void answer(const command::Dispatch& task, event::Outcome outcome,
              std::optional<proto::ErrorKind> kind = std::nullopt) {
    auto answered = CoreDriver::answer_of(task, outcome, kind, 2s);
    if (outcome == event::Outcome::lost) answered.message = "it threw";
    scheduler_.on_task_answered(turn_, answered);
  }
  void at(base::Nanos time) { turn_ = {{base::MonoTime(time), {}}, {}}; }

  static CoreConfig one_at_a_time() {
    CoreConfig config;
    config.bulkhead_per_exchange = 1;
    return config;
  }

  CoreConfig config_ = one_at_a_time();
  Timers timers_;
  Ranking ranking_;
  CoreCounters counters_;
  Listener listener_;
  Scheduler scheduler_{config_, timers_, ranking_, counters_, listener_};
  Turn turn_;
};

}  // namespace scand::broker::test
