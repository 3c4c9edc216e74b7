#pragma once
// Drives a Core by hand: the test moves the clock, answers for the journal, and plays
// the workers by number.

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "broker/core/core.h"
#include "lib/base/clock.h"
#include "proto/scan_request.h"

namespace scand::broker::test {

using Commands = std::vector<Command>;
using namespace std::chrono_literals;

// all<C>: every command of one kind, in order. the<C>: the first one; there must be one.
template <class C>
std::vector<C> all(const Commands& commands) {
  std::vector<C> found;
  for (const Command& one : commands) {
    if (const C* match = std::get_if<C>(&one)) found.push_back(*match);
  }
  return found;
}
template <class C>
C the(const Commands& commands) {
  return all<C>(commands).at(0);
}

// alpha and beta have spot and swap; gamma is futures-only; slow has no 1h candles.
inline const proto::ExchangeDirectory& directory() {
  using enum proto::Interval;
  using enum proto::MarketType;
  static const proto::ExchangeDirectory exchanges({
      {"alpha", {"a"}, {spot, swap}, {{spot, {m1, h1}}, {swap, {m1, h1}}}, 150},
      {"beta", {}, {spot, swap}, {{spot, {m1, h1}}, {swap, {h1}}}, 40},
      {"gamma", {}, {swap}, {{swap, {m1, h1}}}, 150},
      {"slow", {}, {spot}, {{spot, {h4, d1}}}, 150},
  });
  return exchanges;
}

inline proto::ScanRequest request_for(const std::vector<std::string>& exchanges) {
  proto::ScanRequest made;
  made.mode = proto::ScanMode::parallel;
  for (const std::string& id : exchanges)
    made.exchanges.push_back({id, id});
  made.deadline_seconds = 100;
  return made;
}

inline ClientRef client(const std::string& name, const std::string& correlation = "1") {
  return {0, name, false, correlation};
}

class CoreDriver {
 public:
  explicit CoreDriver(CoreConfig config = {}) : core_(with_directory(config)) {}

  Commands send(Event event) { return core_.handle(std::move(event), clock_.now()); }
  Commands advance(base::Nanos by) {
    clock_.advance(by);
    return send(event::Tick{});
  }
  // Submits a job and acknowledges it. `commands` gets the commands of the acknowledgement.
  std::string accept(const proto::ScanRequest& request, const std::string& from = "c",
                     Commands* commands = nullptr) {
    const auto submitted = send(event::Submit{client(from), request});
    const std::string id = the<command::JournalJob>(submitted).job_id;
    Commands accepted = send(event::JobJournaled{id});
    if (commands != nullptr) *commands = std::move(accepted);
    return id;
  }
  Commands ready(WorkerId worker) { return send(event::WorkerReady{worker}); }
  Commands ready(WorkerId first, WorkerId last) {
    Commands commands;
    for (WorkerId worker = first; worker <= last; ++worker) {
      for (Command& one : ready(worker))
        commands.push_back(std::move(one));
    }
    return commands;
  }
  Commands answer(const command::Dispatch& task, base::Nanos took = 1s) {
    return send(answer_of(task, event::Outcome::ok, std::nullopt, took));
  }
  Commands fail(const command::Dispatch& task, proto::ErrorKind kind) {
    return send(answer_of(task, event::Outcome::failed, kind, 1s));
  }
  Commands lose(const command::Dispatch& task) {
    event::TaskAnswered answered = answer_of(task, event::Outcome::lost, std::nullopt, 1s);
    answered.payload = nullptr;
    return send(answered);
  }
  static event::TaskAnswered answer_of(const command::Dispatch& task, event::Outcome outcome,
                                       std::optional<proto::ErrorKind> kind, base::Nanos took) {
    return {task.worker,
            task.task.task_id,
            task.task.attempt,
            outcome,
            kind,
            kind ? "it went wrong" : "",
            took.count(),
            std::make_shared<const std::string>("payload of " + task.task.key.exchange)};
  }

  Core& core() { return core_; }
  base::Now now() const { return clock_.now(); }

 private:
  static CoreConfig with_directory(CoreConfig config) {
    if (config.exchanges == nullptr) config.exchanges = &directory();
    return config;
  }
  base::ManualClock clock_;
  Core core_;
};

}  // namespace scand::broker::test
