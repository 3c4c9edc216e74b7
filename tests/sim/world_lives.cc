// The lives of a world: crashes and restarts, the drain at the end, and the checks after it.
#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <utility>

#include "lib/rate/hold_memory.h"
#include "tests/sim/sim_config.h"
#include "tests/sim/world.h"

namespace scand::broker::sim {

using namespace std::chrono_literals;

// The disk survives, and so do the exchanges and the subscriber, which are outside the process.
void World::crash() {
  log("crash");
  crash_due_ = false;
  ++seen_["crashes"];
  counters_.push_back(life_->core.counters());
  disk_->crash();
  life_.reset();
  auto journal = open_journal();
  const Restored restored = journal->restore();
  std::set<std::string> accounted = disk_->evicted();
  for (const event::RestoreJob& job : restored.jobs)
    accounted.insert(job.job_id);
  for (const event::RestoreResult& result : restored.results)
    accounted.insert(result.job_id);
  oracle_.on_crash(journal->last_seq(), accounted);
  results_.on_crash();
  results_.on_committed(disk_->take_committed());
  subscriber_.on_connection_lost();
  config_.last_seq = journal->last_seq();
  config_.seed = dice_.engine()();
  clock_.advance(base::Nanos(1ms) * static_cast<std::int64_t>(dice_.below(5000)));
  begin_life(std::move(journal), restored);
}

std::unique_ptr<Journal> World::open_journal() {
  return disk_->open(results_max_, [this] { return fate(); });
}

Fate World::fate() {
  if (cut_percent_ > 0 && dice_.chance(cut_percent_)) return Fate::cut;
  if (!dice_.chance(refusal_percent_)) return Fate::kept;
  return dice_.chance(50) ? Fate::refused : Fate::refused_and_there;
}

void World::begin_life(std::unique_ptr<Journal> journal, const Restored& restored) {
  life_ = std::make_unique<Life>(config_, clock_, std::move(journal), mailbox_items_);
  life_->published = life_->journal->last_seq();
  for (auto& [id, exchange] : exchanges_) {
    auto changed = [this](const std::string& group, const std::string&,
                          const lib::rate::HoldMemory& memory) {
      life_->notes_out.push(JournalNote{"hold/" + group, lib::rate::encode(memory, clock_.now())});
    };
    auto& limiter = life_->limiters[id];
    limiter = std::make_unique<lib::rate::BudgetLimiter>(exchange.budget(), "", clock_.mono(),
                                                         std::move(changed));
    const auto note = std::ranges::find(restored.notes, "hold/" + id, &JournalNote::key);
    const auto memory = note == restored.notes.end()
                            ? std::nullopt
                            : lib::rate::decode_hold(note->value, clock_.now());
    if (memory) limiter->restore(*memory);
    exchange.on_crash(memory && memory->hold.until >= exchange.held_until());
  }
  for (std::uint64_t i = 1 + dice_.below(5); i > 0; --i)
    add_worker();
  for (const event::RestoreResult& result : restored.results)
    send(result);
  for (const event::RestoreJob& job : restored.jobs)
    send(job);
}

void World::drain() {
  weights_.back() = 0;  // no more crashes
  refusal_percent_ = std::min<std::uint64_t>(refusal_percent_, 20);
  cut_percent_ = 0;
  send(event::Drain{base::Nanos(1s) * static_cast<std::int64_t>(dice_.below(40))});
  rest();
  if (config_.drain_leaves_jobs) {
    // Jobs that were left to the journal end in the next life.
    config_.drain_leaves_jobs = false;
    crash();
    send(event::Drain{60s});
    rest();
  }
  counters_.push_back(life_->core.counters());
  if (ok()) check_end();
}

void World::rest() {
  for (int i = 0; i < 20'000 && ok(); ++i) {
    if (!rest_step()) break;
  }
  if (ok()) oracle_.check_at_rest(life_->core);
}

// False when nothing is left to happen.
bool World::rest_step() {
  journal();
  collect();
  publish();
  subscribe();
  if (life_->inbox.size() > 0) return inbox(), true;
  for (Worker& worker : life_->workers) {
    if (!worker.task || life_->blocked() || dice_.chance(50)) continue;
    return wake(worker), true;
  }
  const bool busy = std::any_of(life_->workers.begin(), life_->workers.end(),
                                [](const Worker& worker) { return worker.task.has_value(); });
  if (oracle_.drained() && !busy && !life_->core.next_deadline() && life_->quiet() &&
      !subscriber_.has_gap() && disk_->last_seq() == life_->core.gauges().last_seq)
    return false;
  if (dice_.chance(50)) return pass_time(), true;
  return work(), true;
}

// After the last drain: every seq exists exactly once, and the subscriber has every result
// that was not evicted.
void World::check_end() {
  auto& violations = results_.violations();
  if (!life_->reads.empty()) violations.push_back("a read is never answered");
  if (life_->collector.jobs() > 0) violations.push_back("the collector still has a job");
  // A disk that refused commits may still hold jobs that were given up. The next commit erases
  // them, whatever it contains.
  refusal_percent_ = 0;
  life_->notes_out.push(JournalNote{"sim/end", "here"});
  journal();
  life_.reset();
  const auto journal = open_journal();
  results_.on_committed(disk_->take_committed());
  check_journal(*journal);
}

// Checks by what one more life would restore.
void World::check_journal(Journal& journal) {
  auto& violations = results_.violations();
  const Restored restored = journal.restore();
  for (const event::RestoreJob& job : restored.jobs)
    violations.push_back(job.job_id + " is in the journal but never ended");
  for (const event::RestoreResult& result : restored.results) {
    if (disk_->evicted().contains(result.job_id))
      continue;  // the disk may still have it, until the next commit
    const auto body = journal.read_result(result.job_id);
    const auto have = subscriber_.results().find(result.seq);
    if (!body.ok() || have == subscriber_.results().end() || have->second != **body)
      violations.push_back(fmt::format("the subscriber does not have result {}", result.seq));
  }
  for (const auto& [seq, body] : subscriber_.results()) {
    const auto kept = results_.kept().find(seq);
    if (kept == results_.kept().end() || kept->second != body)
      violations.push_back(fmt::format("the subscriber has another result {}", seq));
  }
  if (results_.kept().size() != journal.last_seq())
    violations.push_back(fmt::format("{} results have numbers up to {}", results_.kept().size(),
                                     journal.last_seq()));
}

std::string World::random_job() {
  if (known_jobs_.empty() || dice_.chance(5)) return "unknown";
  const std::size_t recent = std::min<std::size_t>(known_jobs_.size(), 8);
  return known_jobs_[known_jobs_.size() - 1 - dice_.below(recent)];
}

void World::add_worker() {
  life_->workers.emplace_back().id = ++last_worker_;
}

void World::log(const std::string& line) {
  if (story_ != nullptr) story_->push_back(line);
}

}  // namespace scand::broker::sim
