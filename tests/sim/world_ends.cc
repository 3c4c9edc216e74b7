// How a world ends: crashes and new lives, the drain; and its dice.
#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <utility>

#include "lib/rate/hold_memory.h"
#include "tests/sim/sim_config.h"
#include "tests/sim/world.h"

namespace scand::broker::sim {

using namespace std::chrono_literals;

// What the disk holds lives on, and so do the exchanges and the subscriber.
void World::crash() {
  tell("crash");
  crash_due_ = false;
  ++seen_["crashes"];
  counters_.push_back(life_->core.counters());
  disk_->crash();
  life_.reset();
  auto journal = open_journal();
  const Restored restored = journal->restore();
  std::set<std::string> accounted = disk_->let_go();
  for (const event::RestoreJob& job : restored.jobs)
    accounted.insert(job.job_id);
  for (const event::RestoreResult& result : restored.results)
    accounted.insert(result.job_id);
  oracle_.crashed(journal->last_seq(), accounted);
  results_.crashed();
  results_.committed(disk_->take_fresh());
  subscriber_.connection_lost();
  config_.last_seq = journal->last_seq();
  config_.seed = random_();
  clock_.advance(base::Nanos(1ms) * static_cast<std::int64_t>(below(5000)));
  begin_life(std::move(journal), restored);
}

std::unique_ptr<Journal> World::open_journal() {
  return disk_->open(results_kept_, [this] { return fate(); });
}

Fate World::fate() {
  if (cuts_percent_ > 0 && chance(cuts_percent_)) return Fate::cut;
  if (!chance(refuses_percent_)) return Fate::kept;
  return chance(50) ? Fate::refused : Fate::refused_and_there;
}

void World::begin_life(std::unique_ptr<Journal> journal, const Restored& restored) {
  life_ = std::make_unique<Life>(config_, clock_, std::move(journal), room_);
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
    exchange.crashed(memory && memory->hold.until >= exchange.stay_away_until());
  }
  for (std::uint64_t i = 1 + below(5); i > 0; --i)
    hire();
  for (const event::RestoreResult& result : restored.results)
    send(result);
  for (const event::RestoreJob& job : restored.jobs)
    send(job);
}

void World::drain() {
  weights_.back() = 0;  // no more crashes
  refuses_percent_ = std::min<std::uint64_t>(refuses_percent_, 20);
  cuts_percent_ = 0;
  send(event::Drain{base::Nanos(1s) * static_cast<std::int64_t>(below(40))});
  rest();
  if (config_.drain_leaves_jobs) {
    // What was left to the journal ends in the next life.
    config_.drain_leaves_jobs = false;
    crash();
    send(event::Drain{60s});
    rest();
  }
  counters_.push_back(life_->core.counters());
  if (fine()) check_rest();
}

void World::rest() {
  for (int i = 0; i < 20'000 && fine(); ++i) {
    if (!rest_a_little()) break;
  }
  if (fine()) oracle_.at_rest(life_->core);
}

// False when there is nothing left to happen.
bool World::rest_a_little() {
  journal();
  collect();
  publish();
  subscribe();
  if (life_->inbox.size() > 0) return inbox(), true;
  for (Worker& worker : life_->workers) {
    if (!worker.task || life_->blocked() || chance(50)) continue;
    return wake(worker), true;
  }
  const bool busy = std::any_of(life_->workers.begin(), life_->workers.end(),
                                [](const Worker& worker) { return worker.task.has_value(); });
  if (oracle_.drained() && !busy && !life_->core.next_deadline() && life_->quiet() &&
      !subscriber_.missing() && disk_->last_seq() == life_->core.gauges().last_seq)
    return false;
  if (chance(50)) return pass_time(), true;
  return work(), true;
}

// Every number exactly once; whoever subscribes ends with all that was not let go of.
void World::check_rest() {
  auto& complaints = results_.complaints();
  if (!life_->reads.empty()) complaints.push_back("a read is never answered");
  if (life_->collector.jobs() > 0) complaints.push_back("the collector keeps a job");
  // What a refusing disk still owes: to jobs that were given up, and the erasure of jobs that it
  // refused and may hold, which goes with the next commit, whatever that is of.
  refuses_percent_ = 0;
  life_->notes_out.push(JournalNote{"sim/end", "here"});
  journal();
  life_.reset();
  const auto journal = open_journal();
  results_.committed(disk_->take_fresh());
  check_kept(*journal);
}

// By the account of one more life.
void World::check_kept(Journal& journal) {
  auto& complaints = results_.complaints();
  const Restored restored = journal.restore();
  for (const event::RestoreJob& job : restored.jobs)
    complaints.push_back(job.job_id + " is in the journal and never ended");
  for (const event::RestoreResult& result : restored.results) {
    if (disk_->let_go().contains(result.job_id))
      continue;  // the disk may have it until the next commit
    const auto body = journal.read_result(result.job_id);
    const auto have = subscriber_.have().find(result.seq);
    if (!body.ok() || have == subscriber_.have().end() || have->second != **body)
      complaints.push_back(fmt::format("the subscriber does not have result {}", result.seq));
  }
  for (const auto& [seq, body] : subscriber_.have()) {
    const auto kept = results_.kept().find(seq);
    if (kept == results_.kept().end() || kept->second != body)
      complaints.push_back(fmt::format("the subscriber has another result {}", seq));
  }
  if (results_.kept().size() != journal.last_seq())
    complaints.push_back(fmt::format("{} results have numbers up to {}", results_.kept().size(),
                                     journal.last_seq()));
}

proto::ScanRequest World::random_request() {
  proto::ScanRequest request;
  for (const proto::ExchangeInfo& info : sim_directory().all()) {
    if (chance(40)) request.exchanges.push_back({info.id, info.id});
  }
  if (request.exchanges.empty()) request.exchanges.push_back({"ALPHA", "alpha"});
  if (chance(10)) {
    request.exchange_rule = "fastest";
    request.fastest = 1 + below(3);
  }
  request.interval = chance(80) ? proto::Interval::h1 : proto::Interval::m1;
  request.deadline_seconds = chance(20) ? 1 : static_cast<double>(1 + below(30));
  request.priority = proto::Priority{static_cast<std::uint8_t>(below(3))};
  if (chance(20)) request.top_n.everywhere = 10;
  if (chance(30)) request.request_id = std::string(1, static_cast<char>('a' + below(4)));
  return request;
}

ClientRef World::random_client() {
  return {0, std::string(1, static_cast<char>('p' + below(3))), false,
          std::to_string(++last_correlation_)};
}

std::string World::random_job() {
  if (known_jobs_.empty() || chance(5)) return "unknown";
  const std::size_t recent = std::min<std::size_t>(known_jobs_.size(), 8);
  return known_jobs_[known_jobs_.size() - 1 - below(recent)];
}

std::uint64_t World::below(std::uint64_t bound) {
  return bound == 0 ? 0 : random_() % bound;
}

void World::hire() {
  life_->workers.emplace_back().id = ++last_worker_;
}

void World::tell(const std::string& line) {
  if (story_ != nullptr) story_->push_back(line);
}

}  // namespace scand::broker::sim
