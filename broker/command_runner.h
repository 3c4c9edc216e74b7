#pragma once
// Carries out the core's commands: passes each to the frontend, the worker pool, the journal or the
// collector. It also bounds how many results are being read for clients, and refuses more as
// `busy`.
//
// Runs on the broker thread and never blocks: what a full mailbox does not take is held back (see
// outbox.h), and still_blocked() tells the loop to take no new work meanwhile.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "broker/core/commands.h"
#include "broker/core/events.h"
#include "broker/front/frontend.h"
#include "broker/mail/mail.h"
#include "broker/mail/outbox.h"
#include "broker/workers/worker_pool.h"

namespace scand::broker {

class CommandRunner {
 public:
  // All four must outlive the runner.
  CommandRunner(Frontend& frontend, WorkerPool& pool, base::Mailbox<JournalMail>& journal,
                base::Mailbox<CollectorMail>& collector);

  // Carries out the commands in order. Appends to `follow_ups` what the core has to learn from it:
  // a task that could not be dispatched is an attempt lost.
  void run(std::vector<Command> commands, std::vector<Event>& follow_ups);
  // Passes a signals.latest query to the collector. False: the collector has a backlog.
  [[nodiscard]] bool query_latest(ReadLatest query);
  // Passes a scan.replay to the journal, or refuses the client as `busy`.
  void replay(ReadResults request);
  // Passes a note to the journal.
  void save_note(JournalNote note) { journal_.push(JournalMail(std::move(note))); }
  // Call for each reply that another thread made: it may end a read that was counted here.
  void on_reply_ready(const ReadyReply& reply);

  // Retries what is held back. While this returns true, take no new work.
  bool still_blocked();
  // Whether the core has reported that it is drained.
  [[nodiscard]] bool drained() const { return drained_; }
  // Reads and replays in progress.
  [[nodiscard]] std::size_t reads() const { return reads_ + replays_; }
  [[nodiscard]] std::uint64_t busy_reads() const { return busy_reads_; }
  [[nodiscard]] std::uint64_t busy_replays() const { return busy_replays_; }
  [[nodiscard]] std::uint64_t dropped_progress() const { return dropped_progress_; }

 private:
  void run(command::ReadResult read);
  void run(const command::Dispatch& dispatch, std::vector<Event>& follow_ups);
  void run(command::Progress progress);

  Frontend& frontend_;
  WorkerPool& pool_;
  Outbox<JournalMail> journal_;
  Outbox<CollectorMail> collector_;
  std::size_t reads_ = 0;
  std::size_t replays_ = 0;
  std::uint64_t busy_reads_ = 0;
  std::uint64_t busy_replays_ = 0;
  std::uint64_t dropped_progress_ = 0;
  bool drained_ = false;
};

}  // namespace scand::broker
