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
    : random_(seed),
      story_(story),
      config_(random_config(random_)),
      room_(2 + below(40)),
      results_kept_(1 + below(12)),
      disk_(std::move(disk)),
      refuses_percent_(chance(disk_->can_be_cut() ? 90 : 50) ? below(40) : 0),
      cuts_percent_(disk_->can_be_cut() ? below(10) : 0),
      oracle_(config_),
      results_("e0") {
  for (const proto::ExchangeInfo& info : sim_directory().all())
    exchanges_.emplace(info.id, MeteredExchange(info.id, random_));
  auto journal = open_journal();
  begin_life(std::move(journal), {});
  // Each seed has its own mixture, so that some live on crashes and others on waiting.
  weights_ = {1 + below(20), 1 + below(10), 5 + below(30), 5 + below(30),
              5 + below(30), 5 + below(30), 1 + below(10), 10 + below(60),
              1 + below(15), below(5),      below(3)};
}

bool World::run(int steps) {
  try {
    for (int i = 0; i < steps && fine(); ++i)
      step();
    if (fine()) drain();
  } catch (const std::runtime_error& broken) {
    broken_.emplace_back(broken.what());
  }
  return fine();
}

bool World::fine() {
  return oracle_.complaints().empty() && results_.complaints().empty() && broken_.empty();
}

std::vector<std::string> World::complaints() {
  auto all = oracle_.complaints();
  all.insert(all.end(), results_.complaints().begin(), results_.complaints().end());
  all.insert(all.end(), broken_.begin(), broken_.end());
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
  static constexpr Step kSteps[] = {&World::submit,        &World::ask,     &World::journal,
                                    &World::inbox,         &World::collect, &World::publish,
                                    &World::subscribe,     &World::work,    &World::pass_time,
                                    &World::talk_nonsense, &World::crash};
  std::discrete_distribution<std::size_t> choice(weights_.begin(), weights_.end());
  (this->*kSteps[choice(random_)])();
  if (crash_due_ || disk_->was_cut()) crash();
}

void World::send(Event event) {
  ++events_;
  const base::Now now = clock_.now();
  if (story_ != nullptr)
    tell(fmt::format("{} ms: {}", now.mono.time_since_epoch() / 1ms, describe(event)));
  oracle_.saw(event, now);
  if (const auto* answer = std::get_if<event::TaskAnswered>(&event))
    answer_ok_ = answer->outcome == event::Outcome::ok;
  const auto commands = life_->core.handle(std::move(event), now);
  if (story_ != nullptr)
    for (const Command& one : commands)
      tell(describe(one));
  oracle_.saw(commands, life_->core, now);
  // Now and then the process dies between two commands.
  const std::size_t dies_after =
      weights_.empty() || weights_.back() == 0 || !chance(1) ? commands.size() : below(8);
  for (std::size_t i = 0; i < commands.size() && i < dies_after; ++i)
    carry_out(commands[i]);
  if (dies_after < commands.size()) crash_due_ = true;
}

void World::carry_out(const Command& command) {
  results_.saw(command, answer_ok_);
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
            worker = {worker.id, what, chance(5), worker.fenced, false, below(4), {}, {}, {}};
          }
        } else if constexpr (std::is_same_v<Kind, StopTask>) {
          for (Worker& worker : life_->workers)
            worker.stopped |= worker.id == what.worker;
        } else if constexpr (std::is_same_v<Kind, ReplaceWorker>) {
          for (Worker& worker : life_->workers)
            worker.fenced |= worker.id == what.worker;
          hire();
        }
      },
      command);
}

void World::submit() {
  if (life_->blocked()) return;
  const bool again = last_request_ && chance(30);
  if (!again) last_request_ = random_request();
  send(event::Submit{random_client(), *last_request_});
}

void World::ask() {
  if (life_->blocked()) return;
  const std::string job = random_job();
  const auto which = below(10);
  if (which < 3) return send(event::Get{random_client(), job});
  if (which < 8) return send(event::Wait{random_client(), job, below(30'000)});
  send(event::Cancel{random_client(), job});
}

void World::journal() {
  (void)life_->notes_out.flush();
  (void)life_->journal_loop.turn();
  if (below(3) == 0) life_->journal_loop.settle();
  results_.committed(disk_->take_fresh());
}

// The broker always empties its inbox, whatever is blocked.
void World::inbox() {
  auto mail = life_->inbox.try_take();
  if (!mail) return;
  if (auto* event = std::get_if<Event>(&*mail)) return send(std::move(*event));
  const auto& reply = std::get<ReadyReply>(*mail);
  if (reply.answers_replay) {
    ++seen_["replays"];
    return subscriber_.replayed(reply, results_.kept(), results_.complaints());
  }
  const auto read = life_->reads.find(reply.client.correlation);
  if (read == life_->reads.end()) return results_.complaints().push_back("a read nobody asked for");
  if (reply.blob != nullptr) {
    ++seen_["results read"];
    results_.shown(read->second, *reply.blob);
  } else if (!disk_->let_go().contains(read->second)) {
    results_.complaints().push_back(read->second + " cannot be read and was not let go of");
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
    results_.made(stored, finished.result);
    life_->desk_out.push(std::move(stored));
  }
  if (collector.counters().unexpected > 0)
    results_.complaints().push_back("the collector was sent what fits no job");
}

void World::publish() {
  const auto kept = life_->kept.try_take();
  if (!kept) return;
  results_.shown(kept->job_id, *kept->encoded);
  life_->published = std::max(life_->published, kept->seq);
  if (chance(30)) return void(++seen_["messages lost"]);
  subscriber_.hears(kept->seq, kept->encoded);
}

void World::subscribe() {
  subscriber_.beat(life_->published);
  if (life_->blocked()) return;
  if (auto replay = subscriber_.asks(life_->journal->epoch()))
    life_->broker_out.push(std::move(*replay));
}

void World::talk_nonsense() {
  if (life_->blocked()) return;
  switch (below(5)) {
    case 0:
      return send(event::JobJournaled{"never heard of"});
    case 1:
      return send(event::TaskProgressed{1, 1'000'000 + below(10), 1, {}});
    case 2:
      return send(event::TaskAnswered{1, 1 + below(20), 9, {}, {}, "", 0, {}});
    case 3:
      return send(event::WorkerReady{life_->workers[below(life_->workers.size())].id});
    default:
      return send(event::JobRefusedByJournal{"never heard of", "by mistake"});
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
  const bool exactly = next && chance(50);
  clock_.advance(exactly ? std::max(*next - clock_.mono(), base::Nanos(0))
                         : base::Nanos(1ms) * static_cast<std::int64_t>(below(2000)));
  send(event::Tick{});
}

}  // namespace scand::broker::sim
