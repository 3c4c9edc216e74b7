#pragma once
// A world around one Core: clients, a journal on a disk, workers that are slow, stuck, wrong or
// late, a clock, and crashes; all of it decided by one seed. Whatever the seed, the oracle must
// find nothing to complain about.

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "broker/core.h"
#include "lib/base/clock.h"
#include "tests/sim/core_oracle.h"

namespace scand::broker::sim {

class CoreWorld {
 public:
  // `story`: where each event and command is written; null: nowhere.
  CoreWorld(std::uint64_t seed, std::vector<std::string>* story);

  // `events` random ones, then a drain to the end. True: nothing was wrong.
  [[nodiscard]] bool run(int events);
  [[nodiscard]] const CoreOracle& oracle() const { return oracle_; }
  [[nodiscard]] std::uint64_t events() const { return events_; }
  // Of all lives.
  [[nodiscard]] const std::vector<CoreCounters>& counters() const { return counters_; }

 private:
  struct Worker {
    WorkerId id = 0;
    std::optional<command::Dispatch> task;
    bool stuck = false;   // does not answer for a long time
    bool fenced = false;  // replaced; may still wake
  };
  struct Finished {
    std::string job_id;
    std::uint64_t seq = 0;
  };
  using JournalWork = std::variant<command::JournalJob, command::ForgetJob, Finished>;
  struct DiskJob {
    command::JournalJob job;
    std::optional<std::uint64_t> seq;  // of its result
  };

  void step();
  void send(Event event);
  void carry_out(const Command& command);
  void submit();
  void ask();
  void journal();
  void work();
  void wake(Worker& worker);
  void talk_nonsense();
  void pass_time();
  void evict();
  void crash();
  void drain();
  void rest();
  [[nodiscard]] bool rest_a_little();

  [[nodiscard]] proto::ScanRequest random_request();
  [[nodiscard]] ClientRef random_client();
  [[nodiscard]] std::string random_job();
  [[nodiscard]] std::uint64_t below(std::uint64_t bound);
  [[nodiscard]] bool chance(std::uint64_t percent) { return below(100) < percent; }
  void hire();
  void tell(const std::string& line);

  std::mt19937_64 random_;
  std::vector<std::string>* story_;
  CoreConfig config_;
  base::ManualClock clock_;
  CoreOracle oracle_;
  std::unique_ptr<Core> core_;
  std::vector<Worker> workers_;
  std::deque<JournalWork> journal_;
  std::map<std::string, DiskJob> disk_;
  std::vector<std::string> known_jobs_;
  std::optional<proto::ScanRequest> last_request_;
  std::vector<std::uint64_t> weights_;
  std::uint64_t last_correlation_ = 0;
  WorkerId last_worker_ = 0;
  std::uint64_t last_seq_on_disk_ = 0;
  std::uint64_t events_ = 0;
  std::vector<CoreCounters> counters_;
};

}  // namespace scand::broker::sim
