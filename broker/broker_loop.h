#pragma once
// The broker thread's loop. It receives everything that happens to jobs (requests, workers'
// answers, the journal's confirmations), passes it to the core as events, and has the core's
// commands carried out. It never waits for a disk, never reads a result's bytes and never decodes a
// partial result.
//
// A turn reads the clock once and takes at most kTurnItems from each source, so that no source
// starves another. When a mailbox downstream is full, the loop takes nothing from clients and
// workers until there is room: libzmq's queues fill up and the peers wait. It always takes its own
// inbox (the journal's confirmations), so two full mailboxes cannot block each other.
//
// run() belongs to one thread. status() and last_turn() may be called from any thread.

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "broker/broker_status.h"
#include "broker/command_runner.h"
#include "broker/core/core.h"
#include "broker/front/frontend.h"
#include "broker/journal/rank_notes.h"
#include "broker/mail/mail.h"
#include "broker/workers/worker_pool.h"
#include "lib/base/clock.h"
#include "lib/base/guarded.h"
#include "lib/base/turn_mark.h"
#include "proto/daemon_status.h"

namespace scand::broker {

class BrokerLoop {
 public:
  struct Parts {  // all must outlive the loop
    Core& core;
    Frontend& frontend;
    WorkerPool& pool;
    base::Mailbox<BrokerMail>& inbox;
    base::Mailbox<JournalMail>& journal;
    base::Mailbox<CollectorMail>& collector;
    const proto::ExchangeDirectory& exchanges;
    const JournalCounters& journal_counters;
    const CollectorCounters& collector_counters;
    const base::Clock& clock;
    const AccessControl* access = nullptr;  // null: clients are not authenticated
  };

  // `identity`: the constant part of the status (version, epoch, start time). `restored`: what the
  // journal held at start; the core receives it before any request.
  BrokerLoop(const Parts& parts, proto::DaemonStatus identity, Restored restored = {});

  // Returns when the core is drained and its last replies are sent, or when stop is requested.
  void run(const std::stop_token& stop);

  // The next two are for the owner, after it has joined the thread of run().
  void refresh_status();
  [[nodiscard]] bool drained() const { return runner_.drained(); }  // every job ended

  // The newest snapshot, at most a second old while run() runs. From any thread.
  [[nodiscard]] proto::DaemonStatus status() const;
  // When the last turn began; for the watchdog. From any thread.
  [[nodiscard]] base::MonoTime last_turn() const { return turned_.last(); }

 private:
  void restore();
  void turn();
  void wait();

  // Each takes at most one turn's share from one source.
  void take_inbox(base::Now now);
  void take_workers(base::Now now);
  void take_clients(base::Now now);
  void take_gateway(base::Now now);
  void assume_all_ready();

  // Passes the event to the core and carries out the commands that come of it.
  void handle(Event event, base::Now now);

  // One for each kind of request (front/request_decoder.h).
  void answer(Event request, base::Now now) { handle(std::move(request), now); }
  void answer(ReadLatest request, base::Now now);
  void answer(ReadResults request, base::Now) { runner_.replay(std::move(request)); }
  void answer(const incoming::Ping& request, base::Now now);
  void answer(const incoming::Status& request, base::Now now);
  void answer(const incoming::Exchanges& request, base::Now now);
  void answer(const incoming::Jobs& request, base::Now now);
  void answer(const incoming::Refused& request, base::Now now);

  void grow_pool_if_starving();
  void keep_house(base::Now now);
  void save_ranks(base::MonoTime now, bool last);
  void measure_turn(base::MonoTime began);
  [[nodiscard]] proto::DaemonStatus make_status(base::Now now) const;

  Parts parts_;
  CommandRunner runner_;
  const proto::DaemonStatus identity_;
  Restored restored_;
  const base::MonoTime started_;
  base::MonoTime next_house_keeping_;
  bool more_ = false;          // a source had more than its share: do not wait before the next turn
  bool core_changed_ = false;  // the core handled an event in this turn
  // What poll() reported of the sockets: those without messages are not asked.
  bool workers_ready_ = true, clients_ready_ = true, gateway_ready_ = false;
  LoopCounters counters_;
  RankNotes rank_notes_;
  base::WakeFd wake_;
  base::Guarded<proto::DaemonStatus> snapshot_;
  base::TurnMark turned_;
};

}  // namespace scand::broker
