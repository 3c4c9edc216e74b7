#include "tests/sim/world.h"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "proto/internal_messages.h"
#include "tests/sim/core_story.h"
#include "tests/sim/sim_config.h"

namespace scand::broker::sim {

using namespace std::chrono_literals;

World::World(std::uint64_t seed, std::unique_ptr<Disk> disk, std::vector<std::string>* story)
    : dice_(seed),
      story_(story),
      config_(random_config(dice_.engine())),
      mailbox_items_(2 + dice_.below(40)),
      results_max_(1 + dice_.below(12)),
      disk_(std::move(disk)),
      refusal_percent_(dice_.chance(disk_->can_cut_power() ? 90 : 50) ? dice_.below(40) : 0),
      cut_percent_(disk_->can_cut_power() ? dice_.below(10) : 0),
      oracle_(config_),
      results_("e0") {
  for (const proto::ExchangeInfo& info : sim_directory().all())
    exchanges_.emplace(info.id, MeteredExchange(info.id, dice_.engine()));
  auto journal = open_journal();
  begin_life(std::move(journal), {});
  // Each seed has its own mixture of steps: some worlds crash a lot, others mostly wait.
  weights_ = {1 + dice_.below(20), 1 + dice_.below(10), 5 + dice_.below(30), 5 + dice_.below(30),
              5 + dice_.below(30), 5 + dice_.below(30), 1 + dice_.below(10), 10 + dice_.below(60),
              1 + dice_.below(15), dice_.below(5),      dice_.below(3)};
}

bool World::run(int steps) {
  try {
    for (int i = 0; i < steps && ok(); ++i)
      step();
    if (ok()) drain();
  } catch (const std::runtime_error& broken) {
    journal_errors_.emplace_back(broken.what());
  }
  return ok();
}

bool World::ok() {
  return oracle_.violations().empty() && results_.violations().empty() && journal_errors_.empty();
}

std::vector<std::string> World::violations() {
  auto all = oracle_.violations();
  all.insert(all.end(), results_.violations().begin(), results_.violations().end());
  all.insert(all.end(), journal_errors_.begin(), journal_errors_.end());
  return all;
}

std::map<std::string, std::uint64_t> World::seen() const {
  auto all = seen_;
  for (const auto& [what, count] : disk_->seen())
    all[what] += count;
  return all;
}

// In the order of weights_.
void World::step() {
  using Step = void (World::*)();
  static constexpr Step kSteps[] = {&World::submit,        &World::query,   &World::journal,
                                    &World::inbox,         &World::collect, &World::publish,
                                    &World::subscribe,     &World::work,    &World::pass_time,
                                    &World::send_nonsense, &World::crash};
  std::discrete_distribution<std::size_t> choice(weights_.begin(), weights_.end());
  (this->*kSteps[choice(dice_.engine())])();
  if (crash_due_ || disk_->power_was_cut()) crash();
}

void World::send(Event event) {
  ++events_;
  const base::Now now = clock_.now();
  if (story_ != nullptr)
    log(fmt::format("{} ms: {}", now.mono.time_since_epoch() / 1ms, describe(event)));
  oracle_.on_event(event, now);
  if (const auto* answer = std::get_if<event::TaskAnswered>(&event))
    answer_ok_ = answer->outcome == event::Outcome::ok;
  const auto commands = life_->core.handle(std::move(event), now);
  if (story_ != nullptr)
    for (const Command& one : commands)
      log(describe(one));
  oracle_.on_commands(commands, life_->core, now);
  // Now and then the process dies between two commands of one turn.
  const std::size_t dies_after = weights_.empty() || weights_.back() == 0 || !dice_.chance(1)
                                     ? commands.size()
                                     : dice_.below(8);
  for (std::size_t i = 0; i < commands.size() && i < dies_after; ++i)
    carry_out(commands[i]);
  if (dies_after < commands.size()) crash_due_ = true;
}

void World::carry_out(const Command& command) {
  results_.on_command(command, answer_ok_);
  std::visit(
      [this](const auto& what) {
        using Kind = std::decay_t<decltype(what)>;
        using namespace command;
        if constexpr (std::is_same_v<Kind, JournalJob> || std::is_same_v<Kind, ForgetJob>) {
          if constexpr (std::is_same_v<Kind, JournalJob>) known_jobs_.push_back(what.job_id);
          life_->broker_out.push(what);
        } else if constexpr (std::is_same_v<Kind, ReadResult>) {
          life_->reads[what.client.correlation] = what.job_id;
          life_->broker_out.push(what);
        } else if constexpr (std::is_same_v<Kind, Begin> || std::is_same_v<Kind, PartStarted> ||
                             std::is_same_v<Kind, Part> || std::is_same_v<Kind, Missing> ||
                             std::is_same_v<Kind, Finish>) {
          life_->collector_out.push(what);
        } else if constexpr (std::is_same_v<Kind, Dispatch>) {
          for (Worker& worker : life_->workers) {
            if (worker.id != what.worker) continue;
            worker = {worker.id, what, dice_.chance(5), worker.fenced, false, dice_.below(4), {},
                      {},        {}};
          }
        } else if constexpr (std::is_same_v<Kind, StopTask>) {
          for (Worker& worker : life_->workers)
            worker.stopped |= worker.id == what.worker;
        } else if constexpr (std::is_same_v<Kind, ReplaceWorker>) {
          for (Worker& worker : life_->workers)
            worker.fenced |= worker.id == what.worker;
          add_worker();
        }
      },
      command);
}

void World::submit() {
  if (life_->blocked()) return;
  const bool again = last_request_ && dice_.chance(30);
  if (!again) last_request_ = dice_.request();
  send(event::Submit{dice_.client(), *last_request_});
}

void World::query() {
  if (life_->blocked()) return;
  const std::string job = random_job();
  const auto which = dice_.below(10);
  if (which < 3) return send(event::Get{dice_.client(), job});
  if (which < 8) return send(event::Wait{dice_.client(), job, dice_.below(30'000)});
  send(event::Cancel{dice_.client(), job});
}

void World::journal() {
  (void)life_->notes_out.flush();
  (void)life_->journal_loop.turn();
  if (dice_.below(3) == 0) life_->journal_loop.settle();
  results_.on_committed(disk_->take_committed());
}

// Like the broker loop, this empties the inbox even while outboxes are blocked.
void World::inbox() {
  auto mail = life_->inbox.try_take();
  if (!mail) return;
  if (auto* event = std::get_if<Event>(&*mail)) return send(std::move(*event));
  const auto& reply = std::get<ReadyReply>(*mail);
  if (reply.answers_replay) {
    ++seen_["replays"];
    return subscriber_.on_replay(reply, results_.kept(), results_.violations());
  }
  const auto read = life_->reads.find(reply.client.correlation);
  if (read == life_->reads.end())
    return results_.violations().push_back("a read without a request");
  if (reply.blob != nullptr) {
    ++seen_["results read"];
    results_.on_shown(read->second, *reply.blob);
  } else if (!disk_->evicted().contains(read->second)) {
    results_.violations().push_back(read->second + " cannot be read but was not evicted");
  }
  life_->reads.erase(read);
}

void World::collect() {
  if (!life_->desk_out.flush()) return;
  if (const auto mail = life_->to_collector.try_take()) collect(*mail);
}

void World::collect(const CollectorMail& mail) {
  Collector& collector = life_->collector;
  if (const auto* begin = std::get_if<command::Begin>(&mail)) {
    collector.begin(*begin);
  } else if (const auto* part = std::get_if<command::Part>(&mail)) {
    const auto partial = proto::decode_partial(*part->payload);
    if (partial.ok()) collector.add(*part, *partial);
  } else if (const auto* missing = std::get_if<command::Missing>(&mail)) {
    collector.add(*missing);
  } else if (const auto* finish = std::get_if<command::Finish>(&mail)) {
    collector.merge(finish->job_id);
    auto finished = collector.finish(*finish, 1ms, clock_.now());
    StoredResult stored{finish->job_id, finish->seq, std::move(finished.encoded), finish->status};
    results_.on_result(stored, finished.result);
    life_->desk_out.push(std::move(stored));
  }
  if (collector.counters().unexpected > 0)
    results_.violations().push_back("the collector got a command that fits no job");
}

void World::publish() {
  const auto kept = life_->kept.try_take();
  if (!kept) return;
  results_.on_shown(kept->job_id, *kept->encoded);
  life_->published = std::max(life_->published, kept->seq);
  if (dice_.chance(30)) return void(++seen_["messages lost"]);
  subscriber_.on_published(kept->seq, kept->encoded);
}

void World::subscribe() {
  subscriber_.on_heartbeat(life_->published);
  if (life_->blocked()) return;
  if (auto replay = subscriber_.next_replay(life_->journal->epoch()))
    life_->broker_out.push(std::move(*replay));
}

void World::send_nonsense() {
  if (life_->blocked()) return;
  switch (dice_.below(5)) {
    case 0:
      return send(event::JobJournaled{"unknown"});
    case 1:
      return send(event::TaskProgressed{1, 1'000'000 + dice_.below(10), 1, {}});
    case 2:
      return send(event::TaskAnswered{1, 1 + dice_.below(20), 9, {}, {}, "", 0, {}});
    case 3:
      return send(event::WorkerReady{life_->workers[dice_.below(life_->workers.size())].id});
    default:
      return send(event::JobRefusedByJournal{"unknown", "by mistake"});
  }
}

void World::pass_time() {
  auto next = life_->core.next_deadline();
  for (const Worker& worker : life_->workers) {
    if (!worker.task) continue;
    const base::MonoTime due =
        std::max(worker.not_before, worker.reply_at.value_or(base::MonoTime{}));
    if (due > clock_.mono()) next = std::min(next.value_or(due), due);
  }
  const bool exactly = next && dice_.chance(50);
  clock_.advance(exactly ? std::max(*next - clock_.mono(), base::Nanos(0))
                         : base::Nanos(1ms) * static_cast<std::int64_t>(dice_.below(2000)));
  send(event::Tick{});
}

}  // namespace scand::broker::sim
