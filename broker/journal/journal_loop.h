#pragma once
// The journal's thread: takes whatever waits, commits it as one group, and only then tells: the
// core by events, the collector by handing its results back for publishing. Reads are served
// between groups. Results that a failing disk refuses are offered to it again until it takes them;
// jobs that it refuses are refused to their clients.

#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "broker/journal/journal.h"
#include "broker/mail/mail.h"
#include "broker/mail/outbox.h"
#include "lib/base/clock.h"
#include "lib/base/mailbox.h"
#include "lib/base/turn_mark.h"

namespace scand::broker {

// Written by the journal's thread, read by any.
struct JournalCounters {
  std::atomic<std::uint64_t> commits{0};
  std::atomic<std::uint64_t> commits_failed{0};
  std::atomic<std::uint64_t> jobs{0};
  std::atomic<std::uint64_t> results{0};
  std::atomic<std::uint64_t> evicted{0};
  std::atomic<std::uint64_t> replays{0};           // scan.replay, answered with results or none
  std::atomic<std::uint64_t> replays_too_old{0};   // ... and refused
  std::atomic<std::uint64_t> results_replayed{0};  // in those answers
  // What is so now.
  std::atomic<bool> failing{false};  // the newest commit was refused
  std::atomic<bool> durable{false};
  std::atomic<std::uint64_t> results_kept{0};
  std::atomic<std::uint64_t> bytes_kept{0};
};

class JournalLoop {
 public:
  JournalLoop(Journal& journal, const base::Clock& clock, base::Mailbox<JournalMail>& inbox,
              base::Mailbox<BrokerMail>& broker, base::Mailbox<StoredResult>& publisher);

  // Until stop is requested and everything that was waiting is answered.
  void run(const std::stop_token& stop);
  // Serves what waits, without waiting; for run(), and for tests. False: nothing is taken, because
  // an answer found no room.
  bool turn();
  // Lets the journal settle what its commits have left; likewise.
  void settle();

  [[nodiscard]] const JournalCounters& counters() const { return counters_; }
  [[nodiscard]] base::MonoTime last_turn() const { return turned_.last(); }  // from any thread

 private:
  bool flush();
  void wait(bool free);
  void take(JournalMail mail);
  void commit_group();
  void tell_kept();
  void tell_refused(const JournalFailure& failure);
  void count_holdings();
  void serve(const command::ReadResult& read);
  void serve(const ReadResults& replay);
  [[nodiscard]] base::Result<ReplayPage, proto::Refusal> page(
      const proto::ReplayQuery& query) const;

  Journal& journal_;
  const base::Clock& clock_;
  base::Mailbox<JournalMail>& inbox_;
  Outbox<BrokerMail> broker_;
  Outbox<StoredResult> publisher_;
  std::vector<std::string> group_jobs_;
  // A refused commit's results, notes and forgettings stay here and are tried again.
  std::vector<StoredResult> group_results_;
  std::vector<std::string> group_forgotten_;
  std::map<std::string, std::string> group_notes_;  // by key: the newest of a group is enough
  std::vector<command::ReadResult> reads_;
  std::vector<ReadResults> replays_;
  std::optional<base::MonoTime> settle_by_;  // a commit has left something to be settled
  base::WakeFd wake_;
  JournalCounters counters_;
  base::TurnMark turned_;
};

}  // namespace scand::broker
