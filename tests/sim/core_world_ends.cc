// How a world ends: crashes and new lives, evictions, the drain; and its dice.
#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "tests/sim/core_world.h"
#include "tests/sim/sim_config.h"

namespace scand::broker::sim {

using namespace std::chrono_literals;

void CoreWorld::evict() {
  for (auto it = disk_.begin(); it != disk_.end(); ++it) {
    if (!it->second.seq) continue;
    const std::string id = it->first;
    disk_.erase(it);
    return send(event::JobEvicted{id});
  }
}

// What the disk holds lives on; a commit may have reached it and its token not the core.
void CoreWorld::crash() {
  if (!journal_.empty() && chance(50)) {
    if (const auto* job = std::get_if<command::JournalJob>(&journal_.front())) {
      disk_[job->job_id] = {*job, std::nullopt};
    } else if (const auto* finished = std::get_if<Finished>(&journal_.front())) {
      disk_[finished->job_id].seq = finished->seq;
      last_seq_on_disk_ = finished->seq;
    }
  }
  tell("crash");
  counters_.push_back(core_->counters());
  journal_.clear();
  workers_.clear();
  std::set<std::string> on_disk;
  for (const auto& [id, held] : disk_)
    on_disk.insert(id);
  oracle_.crashed(last_seq_on_disk_, on_disk);
  config_.last_seq = last_seq_on_disk_;
  config_.seed = random_();
  core_ = std::make_unique<Core>(config_);
  clock_.advance(base::Nanos(1ms) * static_cast<std::int64_t>(below(5000)));
  for (const auto& [id, held] : disk_) {
    if (held.seq) {
      send(event::RestoreResult{id, held.job.request, held.job.accepted_ms,
                                proto::JobStatus::complete, *held.seq});
    }
  }
  for (const auto& [id, held] : disk_) {
    if (!held.seq) send(event::RestoreJob{id, held.job.request, held.job.accepted_ms});
  }
  for (std::uint64_t i = 1 + below(5); i > 0; --i)
    hire();
}

void CoreWorld::drain() {
  send(event::Drain{base::Nanos(1s) * static_cast<std::int64_t>(below(40))});
  rest();
  if (config_.drain_leaves_jobs) {
    // What was left to the journal ends in the next life.
    config_.drain_leaves_jobs = false;
    crash();
    send(event::Drain{60s});
    rest();
  }
  counters_.push_back(core_->counters());
}

void CoreWorld::rest() {
  for (int i = 0; i < 20'000 && oracle_.complaints().empty(); ++i) {
    if (!rest_a_little()) break;
  }
  if (oracle_.complaints().empty()) oracle_.at_rest(*core_);
}

// False when there is nothing left to happen.
bool CoreWorld::rest_a_little() {
  if (!journal_.empty()) return journal(), true;
  for (Worker& worker : workers_) {
    if (!worker.task || chance(50)) continue;
    return wake(worker), true;
  }
  const bool busy = std::any_of(workers_.begin(), workers_.end(),
                                [](const Worker& worker) { return worker.task.has_value(); });
  if (oracle_.drained() && !busy && !core_->next_deadline()) return false;
  if (chance(50)) return pass_time(), true;
  return work(), true;
}

proto::ScanRequest CoreWorld::random_request() {
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

ClientRef CoreWorld::random_client() {
  return {0, std::string(1, static_cast<char>('p' + below(3))), false,
          std::to_string(++last_correlation_)};
}

std::string CoreWorld::random_job() {
  if (known_jobs_.empty() || chance(5)) return "unknown";
  const std::size_t recent = std::min<std::size_t>(known_jobs_.size(), 8);
  return known_jobs_[known_jobs_.size() - 1 - below(recent)];
}

std::uint64_t CoreWorld::below(std::uint64_t bound) {
  return bound == 0 ? 0 : random_() % bound;
}

void CoreWorld::hire() {
  workers_.push_back({++last_worker_, std::nullopt, false, false});
}

void CoreWorld::tell(const std::string& line) {
  if (story_ != nullptr) story_->push_back(line);
}

}  // namespace scand::broker::sim
