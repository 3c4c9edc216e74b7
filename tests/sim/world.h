#pragma once
// A world around the broker, decided by one seed: clients; workers that keep to a budget and
// are slow, stuck, wrong or late; exchanges that meter their calls; a disk that refuses
// commits; a subscriber that loses messages; a clock; and crashes. Whatever the seed, the
// oracles must find no violation.
//
// world.cc makes the random steps, world_workers.cc plays the workers, world_lives.cc has crashes,
// restarts, the final drain and the checks after it.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/clock.h"
#include "tests/sim/core_oracle.h"
#include "tests/sim/dice.h"
#include "tests/sim/disk.h"
#include "tests/sim/life.h"
#include "tests/sim/metered_exchange.h"
#include "tests/sim/result_oracle.h"
#include "tests/sim/subscriber.h"

namespace scand::broker::sim {

class World {
 public:
  // `story`: gets a line for each event and command; null: no story.
  World(std::uint64_t seed, std::unique_ptr<Disk> disk, std::vector<std::string>* story);

  // Makes this many random steps, then drains to the end. True if there is no violation.
  [[nodiscard]] bool run(int steps);
  [[nodiscard]] std::vector<std::string> violations();
  [[nodiscard]] std::uint64_t events() const { return events_; }
  // One for each life.
  [[nodiscard]] const std::vector<CoreCounters>& counters() const { return counters_; }
  // How often what happened outside the core, by name.
  [[nodiscard]] std::map<std::string, std::uint64_t> seen() const;

 private:
  bool ok();
  void step();
  void send(Event event);
  void carry_out(const Command& command);
  void submit();
  void query();
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
  void send_nonsense();
  void pass_time();
  void crash();
  void begin_life(std::unique_ptr<Journal> journal, const Restored& restored);
  [[nodiscard]] std::unique_ptr<Journal> open_journal();
  [[nodiscard]] Fate fate();
  void drain();
  void rest();
  [[nodiscard]] bool rest_step();
  void check_end();
  void check_journal(Journal& journal);

  [[nodiscard]] std::string random_job();
  void add_worker();
  void log(const std::string& line);

  Dice dice_;
  std::vector<std::string>* story_;
  CoreConfig config_;
  std::size_t mailbox_items_;  // room in each mailbox
  std::size_t results_max_;
  const std::unique_ptr<Disk> disk_;
  std::uint64_t refusal_percent_;  // of commits, by the disk
  std::uint64_t cut_percent_;      // of writes, by a power cut
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
  WorkerId last_worker_ = 0;
  std::uint64_t events_ = 0;
  std::vector<CoreCounters> counters_;
  std::map<std::string, std::uint64_t> seen_;
  std::vector<std::string> journal_errors_;  // what the journal threw
};

}  // namespace scand::broker::sim
