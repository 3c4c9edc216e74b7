#pragma once
// One life of the simulated process: everything that a crash destroys. The parts are the real ones,
// joined by the real mailboxes. The world replaces only sockets, threads and HTTP.

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "broker/core/core.h"
#include "broker/journal/journal.h"
#include "broker/journal/journal_loop.h"
#include "broker/mail/mail.h"
#include "broker/mail/outbox.h"
#include "broker/results/collector.h"
#include "lib/rate/budget_limiter.h"

namespace scand::broker::sim {

struct Worker {
  WorkerId id = 0;
  std::optional<command::Dispatch> task;
  bool stuck = false;    // does not answer until it is replaced
  bool fenced = false;   // replaced; it may still answer
  bool stopped = false;  // told to stop
  std::size_t calls_left = 0;
  base::MonoTime not_before{};             // the limiter allows the next call then
  std::optional<base::MonoTime> reply_at;  // a call is in flight until then
  std::optional<base::Nanos> retry_after;  // ... and will be refused with this
};

struct Life {
  Life(const CoreConfig& config, const base::Clock& clock, std::unique_ptr<Journal> made,
       std::size_t mailbox_items)
      : journal(std::move(made)),
        inbox(mailbox_items),
        to_journal(mailbox_items),
        to_collector(mailbox_items),
        kept(mailbox_items),
        broker_out(to_journal),
        desk_out(to_journal),
        notes_out(to_journal),
        collector_out(to_collector),
        journal_loop(*journal, clock, to_journal, inbox, kept),
        collector(journal->epoch(), 1U << 20U),
        core(config) {}

  // While this holds, the broker accepts nothing new.
  bool blocked() {
    const bool journal_free = broker_out.flush();
    return !collector_out.flush() || !journal_free;
  }
  [[nodiscard]] bool quiet() {
    return !blocked() && desk_out.flush() && notes_out.flush() && inbox.size() == 0 &&
           to_journal.size() == 0 && to_collector.size() == 0 && kept.size() == 0;
  }

  std::unique_ptr<Journal> journal;
  base::Mailbox<BrokerMail> inbox;
  base::Mailbox<JournalMail> to_journal;
  base::Mailbox<CollectorMail> to_collector;
  base::Mailbox<StoredResult> kept;
  Outbox<JournalMail> broker_out, desk_out, notes_out;
  Outbox<CollectorMail> collector_out;
  JournalLoop journal_loop;
  Collector collector;
  Core core;
  std::vector<Worker> workers;
  std::map<std::string, std::unique_ptr<lib::rate::BudgetLimiter>> limiters;
  std::map<std::string, std::string> reads;  // correlation -> job id
  std::uint64_t published = 0;               // the newest seq
};

}  // namespace scand::broker::sim
