#pragma once
// The collector's thread. It takes the core's commands in order, folds them (collector), publishes
// partial results and progress, hands finished results to the journal, and publishes each of them
// once the journal has committed it. It also answers signals.latest. A heartbeat each second
// carries the last published number, so that subscribers can tell silence from loss.
//
// Committed results are always taken from their mailbox, even while the journal's is full, so the
// journal can always make progress.
//
// run() and handle() belong to one thread; the members marked "from any thread" are thread-safe.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>

#include "broker/mail/mail.h"
#include "broker/mail/outbox.h"
#include "broker/results/collector.h"
#include "broker/results/job_observer.h"
#include "broker/results/latest_signals.h"
#include "broker/results/publisher.h"
#include "lib/base/clock.h"
#include "lib/base/mailbox.h"
#include "lib/base/turn_mark.h"

namespace scand::broker {

struct CollectorOptions {
  std::string epoch;
  std::uint64_t last_seq = 0;  // the journal's, at start
  std::size_t result_bytes_max = 32U << 20U;
  std::size_t latest_signals_max = 20'000;
};

// All must outlive the loop.
struct CollectorMailboxes {
  base::Mailbox<CollectorMail>& inbox;
  base::Mailbox<StoredResult>& committed;  // results that the journal has committed
  base::Mailbox<JournalMail>& journal;
  base::Mailbox<BrokerMail>& broker;
};

// Written by the collector's thread, read by any.
struct CollectorCounters {
  std::atomic<std::uint64_t> published{0};  // messages given to libzmq, which may drop them
  std::atomic<std::uint64_t> results_published{0};
  std::atomic<std::uint64_t> overflows{0};     // too much unread: all subscribers disconnected
  std::atomic<std::uint64_t> unread_bytes{0};  // held for slow subscribers, at the last message
  std::atomic<std::uint64_t> results_shortened{0};
  std::atomic<std::uint64_t> partials_unreadable{0};
  std::atomic<std::uint64_t> unexpected{0};  // commands that fit no running job
  std::atomic<std::uint64_t> replies_dropped{
      0};                                  // to signals.latest: the broker's mailbox was full
  std::atomic<std::uint64_t> last_seq{0};  // of the newest published result
};

class CollectorLoop {
 public:
  // `observer` may be null; it and `clock` must outlive the loop.
  CollectorLoop(const CollectorOptions& options, Publisher publisher,
                const CollectorMailboxes& mailboxes, JobObserver* observer,
                const base::Clock& clock);

  // Returns when stop was requested and every finished result is published, or after give_up().
  void run(const std::stop_token& stop);
  void disconnect_subscribers();  // from any thread: they reconnect if they still may
  void give_up();                 // from any thread: run() returns with results unpublished
  [[nodiscard]] base::MonoTime last_turn() const { return turned_.last(); }      // from any thread
  [[nodiscard]] const CollectorCounters& counters() const { return counters_; }  // likewise
  // Finished results that are not published yet. Only while run() is not running.
  [[nodiscard]] std::size_t unpublished() const { return unpublished_; }

  // What one command does; run() calls these. Public for tests, which need no thread then.
  void handle(const command::Begin& begin);
  void handle(const command::PartStarted& started);
  void handle(const command::Part& part);
  void handle(const command::Missing& missing);
  void handle(const command::Progress& progress);
  void handle(const command::Finish& finish);
  void handle(const command::CircuitChanged& changed);
  void handle(const ReadLatest& read);
  void publish_result(const StoredResult& committed);
  void publish_heartbeat();
  [[nodiscard]] Publisher& publisher() { return publisher_; }

 private:
  bool turn();
  void wait();
  bool blocked() { return !journal_.flush(); }
  bool idle();
  void publish_committed();
  const proto::PartialResult& decoded(const command::Part& part);
  void report_share(const std::string& job_id, const std::string& exchange,
                    const ExchangeShare& share);
  void publish(std::string_view topic, std::uint64_t seq, const base::Bytes& body);
  void copy_counters();

  const std::string epoch_;
  const base::Clock& clock_;
  JobObserver* const observer_;
  Publisher publisher_;
  base::Mailbox<CollectorMail>& inbox_;
  base::Mailbox<StoredResult>& committed_;
  base::Mailbox<BrokerMail>& broker_;
  Outbox<JournalMail> journal_;
  Collector collector_;
  LatestSignals latest_;
  // Jobs that share a task get the same bytes one after the other: these are decoded once.
  base::Bytes decoded_bytes_;
  proto::PartialResult decoded_;
  std::size_t unpublished_ = 0;
  CollectorCounters counters_;
  base::MonoTime next_heartbeat_;
  base::WakeFd wake_;
  base::TurnMark turned_;
  std::atomic<bool> given_up_{false};
  std::atomic<bool> disconnect_{false};
};

}  // namespace scand::broker
