#pragma once
// Carries the core's commands out: to the frontend, the pool, the journal and the collector. Runs
// on the broker's thread and never blocks: see Outbox for what happens when a mailbox is full.

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
  // All outlive the runner.
  CommandRunner(Frontend& frontend, WorkerPool& pool, base::Mailbox<JournalMail>& journal,
                base::Mailbox<CollectorMail>& collector);

  // Carries them out in order. What the core has to hear of it (a task that could not be handed
  // over) is added to `fallout`.
  void run(std::vector<Command> commands, std::vector<Event>& fallout);
  // A question for the collector; false when it has enough to do.
  [[nodiscard]] bool ask(ReadLatest asked);
  // A page of results for a client; it is refused `busy` while too many are being read.
  void read(ReadResults replay);
  // Small state for the journal.
  void keep(JournalNote note) { journal_.push(JournalMail(std::move(note))); }
  // A reply came back from another thread: it may be one that was read.
  void read_done(const ReadyReply& reply);

  // Tries again what was held back; while it says true, take no new work.
  bool blocked();
  [[nodiscard]] bool drained() const { return drained_; }
  // Results that are being read for clients.
  [[nodiscard]] std::size_t reads() const { return reads_ + replays_; }
  [[nodiscard]] std::uint64_t busy_reads() const { return busy_reads_; }
  [[nodiscard]] std::uint64_t busy_replays() const { return busy_replays_; }
  [[nodiscard]] std::uint64_t dropped_progress() const { return dropped_progress_; }

 private:
  void run(command::ReadResult read);
  void run(const command::Dispatch& dispatch, std::vector<Event>& fallout);
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
