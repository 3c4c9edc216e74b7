#include "tests/sim/core_world.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "tests/sim/core_story.h"
#include "tests/sim/sim_config.h"

namespace scand::broker::sim {

using namespace std::chrono_literals;

CoreWorld::CoreWorld(std::uint64_t seed, std::vector<std::string>* story)
    : random_(seed),
      story_(story),
      config_(random_config(random_)),
      oracle_(config_),
      core_(std::make_unique<Core>(config_)) {
  for (std::uint64_t i = 1 + below(5); i > 0; --i)
    hire();
  // Each seed has its own mixture, so that some live on crashes and others on waiting.
  weights_ = {1 + below(20), 1 + below(20), 5 + below(30), 10 + below(60),
              1 + below(10), below(5),      below(2),      below(2)};
}

bool CoreWorld::run(int events) {
  for (int i = 0; i < events && oracle_.complaints().empty(); ++i)
    step();
  if (oracle_.complaints().empty()) drain();
  return oracle_.complaints().empty();
}

// In the order of weights_.
void CoreWorld::step() {
  std::discrete_distribution<int> choice(weights_.begin(), weights_.end());
  switch (choice(random_)) {
    case 0:
      return submit();
    case 1:
      return ask();
    case 2:
      return journal();
    case 3:
      return work();
    case 4:
      return pass_time();
    case 5:
      return talk_nonsense();
    case 6:
      return evict();
    default:
      return crash();
  }
}

void CoreWorld::send(Event event) {
  ++events_;
  const base::Now now = clock_.now();
  tell(fmt::format("{} ms: {}", now.mono.time_since_epoch() / 1ms, describe(event)));
  oracle_.saw(event, now);
  const auto commands = core_->handle(std::move(event), now);
  for (const Command& one : commands)
    tell(describe(one));
  oracle_.saw(commands, *core_, now);
  for (const Command& one : commands)
    carry_out(one);
}

void CoreWorld::carry_out(const Command& command) {
  if (const auto* job = std::get_if<command::JournalJob>(&command)) {
    journal_.emplace_back(*job);
    known_jobs_.push_back(job->job_id);
  } else if (const auto* forget = std::get_if<command::ForgetJob>(&command)) {
    journal_.emplace_back(*forget);
  } else if (const auto* finish = std::get_if<command::Finish>(&command)) {
    journal_.emplace_back(Finished{finish->job_id, finish->seq});
  } else if (const auto* task = std::get_if<command::Dispatch>(&command)) {
    for (Worker& worker : workers_) {
      if (worker.id != task->worker) continue;
      worker.task = *task;
      worker.stuck = chance(5);
    }
  } else if (const auto* replace = std::get_if<command::ReplaceWorker>(&command)) {
    for (Worker& worker : workers_)
      worker.fenced |= worker.id == replace->worker;
    hire();
  }
}

void CoreWorld::submit() {
  const bool again = last_request_ && chance(30);
  if (!again) last_request_ = random_request();
  send(event::Submit{random_client(), *last_request_});
}

void CoreWorld::ask() {
  const std::string job = random_job();
  const auto which = below(10);
  if (which < 3) return send(event::Get{random_client(), job});
  if (which < 8) return send(event::Wait{random_client(), job, below(30'000)});
  send(event::Cancel{random_client(), job});
}

// The disk does one thing at a time, in order.
void CoreWorld::journal() {
  if (journal_.empty()) return;
  const JournalWork next = std::move(journal_.front());
  journal_.pop_front();
  if (const auto* job = std::get_if<command::JournalJob>(&next)) {
    if (chance(10)) return send(event::JobRefusedByJournal{job->job_id, "the disk is full"});
    disk_[job->job_id] = {*job, std::nullopt};
    send(event::JobJournaled{job->job_id});
  } else if (const auto* forget = std::get_if<command::ForgetJob>(&next)) {
    disk_.erase(forget->job_id);
  } else if (const auto* finished = std::get_if<Finished>(&next)) {
    disk_[finished->job_id].seq = finished->seq;
    last_seq_on_disk_ = finished->seq;
    send(event::ResultJournaled{finished->job_id});
  }
}

void CoreWorld::work() {
  Worker& worker = workers_[below(workers_.size())];
  if (!worker.task) return send(event::WorkerReady{worker.id});
  if (worker.stuck && !worker.fenced) return;
  wake(worker);
}

void CoreWorld::wake(Worker& worker) {
  const command::Dispatch task = *worker.task;
  const auto id = task.task.task_id;
  if (chance(30)) {
    return send(event::TaskTold{
        worker.id, id, task.task.attempt, {proto::TaskProgress::Stage::scan, 1, 2}});
  }
  worker.task.reset();
  event::TaskAnswered answer{worker.id, id, task.task.attempt, {}, {}, "", 1'000'000'000, {}};
  const auto outcome = below(10);
  answer.outcome = outcome < 6   ? event::Outcome::ok
                   : outcome < 8 ? event::Outcome::failed
                                 : event::Outcome::lost;
  const bool late = clock_.mono() >= task.deadline;
  if (answer.outcome == event::Outcome::failed) {
    using enum proto::ErrorKind;
    answer.error_kind = late ? timeout : chance(60) ? network : chance(50) ? transient : banned;
  }
  if (answer.outcome != event::Outcome::lost) {
    const bool ok = answer.outcome == event::Outcome::ok;
    answer.payload = std::make_shared<const std::string>(ok ? "ok" : "failed");
  }
  send(answer);
  if (chance(5)) send(answer);  // said twice
}

void CoreWorld::talk_nonsense() {
  switch (below(5)) {
    case 0:
      return send(event::JobJournaled{"never heard of"});
    case 1:
      return send(event::TaskTold{1, 1'000'000 + below(10), 1, {}});
    case 2:
      return send(event::TaskAnswered{1, 1 + below(20), 9, {}, {}, "", 0, {}});
    case 3:
      return send(event::WorkerReady{workers_[below(workers_.size())].id});
    default:
      return send(event::JobRefusedByJournal{random_job(), "by mistake"});
  }
}

void CoreWorld::pass_time() {
  const auto next = core_->next_deadline();
  const bool exactly = next && chance(50);
  clock_.advance(exactly ? std::max(*next - clock_.mono(), base::Nanos(0))
                         : base::Nanos(1ms) * static_cast<std::int64_t>(below(2000)));
  send(event::Tick{});
}

}  // namespace scand::broker::sim
