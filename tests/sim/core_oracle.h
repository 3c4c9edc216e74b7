#pragma once
// Checks the core's promises whatever happens. It sees every event and every command from
// outside, keeps its own simple account of jobs and workers, and records each violation.
// core_oracle.cc follows events and commands; core_oracle_checks.cc checks the account after each
// turn and at the end.

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "broker/core/core.h"

namespace scand::broker::sim {

class CoreOracle {
 public:
  explicit CoreOracle(const CoreConfig& config) : config_(config), last_seq_(config.last_seq) {}

  void on_event(const Event& event, base::Now now);
  void on_commands(const std::vector<Command>& commands, const Core& core, base::Now now);
  // The process has crashed and restarted with what the disk holds.
  void on_crash(std::uint64_t last_seq, const std::set<std::string>& jobs_on_disk);
  // After a drain: nothing may be left open.
  void check_at_rest(const Core& core);

  [[nodiscard]] const std::vector<std::string>& violations() const { return violations_; }
  [[nodiscard]] bool drained() const { return drained_; }

 private:
  struct Exchange {
    bool started = false;
    bool settled = false;
    bool ok = false;
  };
  struct Job {
    base::MonoTime deadline;
    bool committed = false;  // the core has got JobJournaled
    bool acknowledged = false;
    bool begun = false;
    bool finished = false;
    bool stored = false;
    bool evicted = false;
    bool cancel_asked = false;
    std::map<std::string, Exchange> exchanges;
    std::deque<base::MonoTime> snapshots;  // when, within the last second
  };
  struct Attempt {
    std::uint64_t task = 0;
    std::uint32_t attempt = 0;
    proto::TaskKey key;
    base::MonoTime deadline;
    bool stopped = false;
    base::MonoTime stopped_at;
  };

  void on(const event::Submit& e);
  void on(const event::Get& e);
  void on(const event::Wait& e);
  void on(const event::Cancel& e);
  void on(const event::JobJournaled& e);
  void on(const event::ResultJournaled& e);
  void on(const event::JobEvicted& e);
  void on(const event::RestoreJob& e);
  void on(const event::RestoreResult& e);
  void on(const event::WorkerReady& e);
  void on(const event::TaskAnswered& e);
  void on(const event::Drain& e);
  template <class Other>
  void on(const Other&) {}

  void on(const command::ReplyAccepted& c);
  void on(const command::ReplyRefused& c);
  void on(const command::ReplyStatus& c);
  void on(const command::JournalJob& c);
  void on(const command::ReadResult& c);
  void on(const command::Dispatch& c);
  void on(const command::StopTask& c);
  void on(const command::ExtendTask& c);
  void on(const command::ReplaceWorker& c);
  void on(const command::Begin& c);
  void on(const command::PartStarted& c);
  void on(const command::Part& c);
  void on(const command::Missing& c);
  void on(const command::Progress& c);
  void on(const command::Finish& c);
  void on(const command::CircuitChanged& /*c*/) {}
  void on(const command::Drained& c);

  void on_request(const ClientRef& client);
  void on_reply(const ClientRef& client);
  void settle(const std::string& job, const std::string& exchange, bool ok);
  void check_status(const Job& job, proto::JobStatus status);
  void leave_to_journal();
  void check_attempts();
  void check_jobs();
  void check_books(const Core& core);
  Job* running_job(const std::string& id, const char* what);
  Attempt* find_attempt(WorkerId worker, std::uint64_t task, std::uint32_t attempt,
                        const char* what);
  std::size_t running(const std::string& exchange) const;
  void add_violation(std::string what) { violations_.push_back(std::move(what)); }

  const CoreConfig& config_;
  base::Now now_;
  std::uint64_t last_seq_;
  std::map<std::string, Job> jobs_;
  std::map<WorkerId, Attempt> attempts_;
  std::set<WorkerId> credit_;
  std::map<std::string, base::MonoTime> pause_until_;  // by exchange: a task may wait for a retry
  std::set<WorkerId> replaced_;
  std::set<std::string> unanswered_;  // correlations of requests without a reply
  std::size_t unshared_parts_ = 0;    // in this turn
  bool answer_ok_ = false;  // outcome of the latest answer, which all parts of a turn come from
  bool draining_ = false;
  base::MonoTime drain_until_;
  bool drained_ = false;
  std::vector<std::string> violations_;
};

}  // namespace scand::broker::sim
