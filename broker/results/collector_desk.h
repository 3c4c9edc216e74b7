#pragma once
// What each of the core's commands makes the collector do, with its effects: fold and measure, tell
// the observer, publish partials and progress, hand the finished result to the journal. Runs on the
// collector's thread (collector_loop).

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "broker/mail/mail.h"
#include "broker/mail/outbox.h"
#include "broker/results/collector.h"
#include "broker/results/job_observer.h"
#include "broker/results/latest_signals.h"
#include "broker/results/publisher.h"
#include "lib/base/clock.h"

namespace scand::broker {

struct CollectorOptions {
  std::string epoch;
  std::uint64_t last_seq = 0;  // of the journal, at start
  std::size_t result_bytes_max = 32U << 20U;
  std::size_t latest_signals_max = 20'000;
};

// Written by the collector's thread, read by any.
struct CollectorCounts {
  std::atomic<std::uint64_t> published{0};  // messages given to libzmq; it may drop them
  std::atomic<std::uint64_t> results_published{0};
  std::atomic<std::uint64_t> overflows{0};     // subscribers left too much unread: all sent away
  std::atomic<std::uint64_t> unread_bytes{0};  // held for slow subscribers, at the last message
  std::atomic<std::uint64_t> results_shortened{0};
  std::atomic<std::uint64_t> partials_unreadable{0};
  std::atomic<std::uint64_t> unexpected{0};
  std::atomic<std::uint64_t> replies_dropped{0};  // to signals.latest: the broker had no room
  std::atomic<std::uint64_t> last_seq{0};         // published
};

class CollectorDesk {
 public:
  // `observer` may be null; all three references outlive the desk.
  CollectorDesk(const CollectorOptions& options, Publisher publisher,
                base::Mailbox<JournalMail>& journal, base::Mailbox<BrokerMail>& broker,
                JobObserver* observer, const base::Clock& clock);

  void handle(const command::Begin& begin);
  void handle(const command::PartStarted& started);
  void handle(const command::Part& part);
  void handle(const command::Missing& missing);
  void handle(const command::Progress& progress);
  void handle(const command::Finish& finish);
  void handle(const command::CircuitChanged& changed);
  void handle(const ReadLatest& asked);
  // The journal holds it: it may be seen.
  void publish(const StoredResult& kept);
  void beat();

  // Tries again what the journal had no room for; true while there is such.
  bool blocked() { return !journal_.flush(); }
  // Results handed in and not yet published.
  [[nodiscard]] std::size_t unpublished() const { return unpublished_; }
  [[nodiscard]] Publisher& publisher() { return publisher_; }
  [[nodiscard]] const CollectorCounts& counts() const { return counts_; }

 private:
  const proto::PartialResult& decoded(const command::Part& part);
  void tell_piece(const std::string& job_id, const std::string& exchange,
                  const JobFold::Piece& piece);
  void publish(std::string_view topic, std::uint64_t seq, const base::Bytes& body);
  void count_faults();

  const std::string epoch_;
  const base::Clock& clock_;
  JobObserver* const observer_;
  Publisher publisher_;
  base::Mailbox<BrokerMail>& broker_;
  Outbox<JournalMail> journal_;
  Collector collector_;
  LatestSignals latest_;
  // Jobs that share a task get the same bytes one after the other: decoded once.
  base::Bytes decoded_of_;
  proto::PartialResult decoded_;
  std::size_t unpublished_ = 0;
  CollectorCounts counts_;
};

}  // namespace scand::broker
