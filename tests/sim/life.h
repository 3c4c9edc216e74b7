#pragma once
// One life of the process: everything that a crash takes away. The parts are the real ones, joined
// by the real mailboxes; only sockets, threads and HTTP are the world's.

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
  bool stuck = false;    // does not answer for a long time
  bool fenced = false;   // replaced; may still wake
  bool stopped = false;  // told to stop
  std::size_t calls_left = 0;
  base::MonoTime not_before{};             // the limiter said so
  std::optional<base::MonoTime> reply_at;  // a call is under way
  std::optional<base::Nanos> stay_away;    // ... and will be refused
};

struct Life {
  Life(const CoreConfig& config, const base::Clock& clock, std::unique_ptr<Journal> made,
       std::size_t room)
      : journal(std::move(made)),
        inbox(room),
        to_journal(room),
        to_collector(room),
        kept(room),
        broker_out(to_journal),
        desk_out(to_journal),
        notes_out(to_journal),
        collector_out(to_collector),
        journal_loop(*journal, clock, to_journal, inbox, kept),
        collector(journal->epoch(), 1U << 20U),
        core(config) {}

  // The broker takes nothing new while this holds.
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
  std::map<std::string, std::string> reads;  // correlation -> job
  std::uint64_t published = 0;               // the newest number
};

}  // namespace scand::broker::sim
