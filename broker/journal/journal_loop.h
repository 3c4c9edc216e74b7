#pragma once
// The journal's thread. It takes what waits in its mailbox, commits it as one group, and only then
// reports: to the core by events, to the collector by returning the results for publishing. It
// serves reads of results between groups.
//
// When the disk refuses a commit, the jobs of the group are refused to their clients. Its results,
// notes and forgotten jobs stay here and go into the next group, until the disk takes them.

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
  // Since start.
  std::atomic<std::uint64_t> commits{0};
  std::atomic<std::uint64_t> commits_failed{0};
  std::atomic<std::uint64_t> jobs{0};
  std::atomic<std::uint64_t> results{0};
  std::atomic<std::uint64_t> evicted{0};
  std::atomic<std::uint64_t> replays{0};           // scan.replay answered, perhaps with no results
  std::atomic<std::uint64_t> replays_too_old{0};   // scan.replay refused
  std::atomic<std::uint64_t> results_replayed{0};  // in the answers
  // Now.
  std::atomic<bool> failing{false};  // the newest commit was refused
  std::atomic<bool> durable{false};
  std::atomic<std::uint64_t> results_kept{0};
  std::atomic<std::uint64_t> bytes_kept{0};
};

class JournalLoop {
 public:
  // All must outlive the loop. `publisher` receives results once they are committed.
  JournalLoop(Journal& journal, const base::Clock& clock, base::Mailbox<JournalMail>& inbox,
              base::Mailbox<BrokerMail>& broker, base::Mailbox<StoredResult>& publisher);

  // Returns when stop was requested and everything that waited is answered.
  void run(const std::stop_token& stop);
  // Serves what waits, without waiting for more. False: nothing more is taken, because an answer
  // found its mailbox full. run() calls this; tests do, too.
  bool turn();
  // Lets the journal settle. Likewise.
  void settle();

  [[nodiscard]] const JournalCounters& counters() const { return counters_; }
  [[nodiscard]] base::MonoTime last_turn() const { return turned_.last(); }  // from any thread

 private:
  bool flush();
  void wait(bool free);
  void accept(JournalMail mail);
  [[nodiscard]] bool group_is_empty() const;
  void commit_group();
  void report_committed();
  void report_refused(const JournalFailure& failure);
  void update_stats();
  void serve(const command::ReadResult& read);
  void serve(const ReadResults& replay);
  [[nodiscard]] base::Result<ReplayPage, proto::Refusal> page(
      const proto::ReplayQuery& query) const;

  Journal& journal_;
  const base::Clock& clock_;
  base::Mailbox<JournalMail>& inbox_;
  Outbox<BrokerMail> broker_;
  Outbox<StoredResult> publisher_;
  // The open group. Jobs are in the journal's own group already; the rest stays here until a commit
  // has taken it.
  std::vector<std::string> group_jobs_;
  std::vector<StoredResult> group_results_;
  std::vector<std::string> group_forgotten_;
  std::map<std::string, std::string> group_notes_;  // by key: only the newest of a group counts
  std::vector<command::ReadResult> reads_;
  std::vector<ReadResults> replays_;
  std::optional<base::MonoTime> settle_by_;  // set while a commit has left work to settle
  base::WakeFd wake_;
  JournalCounters counters_;
  base::TurnMark turned_;
};

}  // namespace scand::broker
