#pragma once
// A world around the broker: clients, workers that are slow, stuck, wrong or late and keep to a
// budget, exchanges that meter, a journal whose disk refuses, a subscriber that loses messages, a
// clock, and crashes; all of it decided by one seed. Whatever the seed, the oracles must find
// nothing to complain about.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "lib/base/clock.h"
#include "tests/sim/core_oracle.h"
#include "tests/sim/disk.h"
#include "tests/sim/life.h"
#include "tests/sim/metered_exchange.h"
#include "tests/sim/result_oracle.h"
#include "tests/sim/subscriber.h"

namespace scand::broker::sim {

class World {
 public:
  // `story`: where each event and command is written; null: nowhere.
  World(std::uint64_t seed, std::unique_ptr<Disk> disk, std::vector<std::string>* story);

  // So many random steps, then a drain to the end. True: nothing was wrong.
  [[nodiscard]] bool run(int steps);
  [[nodiscard]] std::vector<std::string> complaints();
  [[nodiscard]] std::uint64_t events() const { return events_; }
  // Of all lives.
  [[nodiscard]] const std::vector<CoreCounters>& counters() const { return counters_; }
  // What happened outside the core, by name.
  [[nodiscard]] std::map<std::string, std::uint64_t> seen() const;

 private:
  bool fine();
  void step();
  void send(Event event);
  void carry_out(const Command& command);
  void submit();
  void ask();
  void journal();
  void inbox();
  void collect();
  void collect(const CollectorMail& mail);
  void publish();
  void subscribe();
  void work();
  void wake(Worker& worker);
  bool call_exchange(Worker& worker);
  void answer(Worker& worker);
  void talk_nonsense();
  void pass_time();
  void crash();
  void begin_life(std::unique_ptr<Journal> journal, const Restored& restored);
  [[nodiscard]] std::unique_ptr<Journal> open_journal();
  [[nodiscard]] Fate fate();
  void drain();
  void rest();
  [[nodiscard]] bool rest_a_little();
  void check_rest();
  void check_kept(Journal& journal);

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
  std::size_t room_;  // in each mailbox
  std::size_t results_kept_;
  const std::unique_ptr<Disk> disk_;
  std::uint64_t refuses_percent_;  // the disk
  std::uint64_t cuts_percent_;     // ... in the middle of a write, with the machine
  base::ManualClock clock_;
  CoreOracle oracle_;
  ResultOracle results_;
  std::map<std::string, MeteredExchange> exchanges_;
  Subscriber subscriber_;
  std::unique_ptr<Life> life_;
  std::vector<std::string> known_jobs_;
  std::optional<proto::ScanRequest> last_request_;
  std::vector<std::uint64_t> weights_;
  bool crash_due_ = false;
  bool answer_ok_ = false;
  std::uint64_t last_correlation_ = 0;
  WorkerId last_worker_ = 0;
  std::uint64_t events_ = 0;
  std::vector<CoreCounters> counters_;
  std::map<std::string, std::uint64_t> seen_;
  std::vector<std::string> broken_;  // the journal's own words
};

}  // namespace scand::broker::sim
