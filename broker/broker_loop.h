#pragma once
// The broker's thread: everything that happens to jobs passes here, is told to the core, and what
// the core answers is carried out. A turn reads the clock once and takes a bounded number of
// messages from each source, so that none starves another. It never blocks, never syncs a file,
// never reads a blob and never decodes a partial.
//
// Its own inbox (the journal's tokens) is always taken. When a mailbox downstream is full it takes
// nothing from clients and workers until there is room: libzmq's queues fill, and then peers wait.

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
  struct Parts {  // all outlive the loop
    Core& core;
    Frontend& frontend;
    WorkerPool& pool;
    base::Mailbox<BrokerMail>& inbox;
    base::Mailbox<JournalMail>& journal;
    base::Mailbox<CollectorMail>& collector;
    const proto::ExchangeDirectory& exchanges;
    const JournalCounters& journal_counters;
    const CollectorCounts& collector_counts;
    const base::Clock& clock;
    const AccessControl* access = nullptr;  // null: clients are not authenticated
  };

  // `identity`: version and epoch, for status. `restored`: fed to the core before anything else.
  BrokerLoop(const Parts& parts, proto::DaemonStatus identity, Restored restored = {});

  // Until the core is drained and its last replies are sent, or stop is requested.
  void run(const std::stop_token& stop);

  // After run(), by whoever joined its thread.
  void refresh_status();
  // After run(): every job came to its end.
  [[nodiscard]] bool drained() const { return runner_.drained(); }

  // The newest snapshot, at most a second old. From any thread.
  [[nodiscard]] proto::DaemonStatus status() const;
  [[nodiscard]] base::MonoTime last_turn() const { return turned_.last(); }  // from any thread

 private:
  void restore();
  void turn();
  void wait();
  void take_inbox(base::Now now);
  void take_workers(base::Now now);
  void take_clients(base::Now now);
  void take_gateway(base::Now now);
  void look_everywhere();
  void feed(Event event, base::Now now);
  void answer(Incoming asked, base::Now now);
  void grow_if_starving();
  void house_keeping(base::Now now);
  void keep_ranks(base::MonoTime now, bool last);
  void measure(base::MonoTime began);
  [[nodiscard]] proto::DaemonStatus make_status(base::Now now) const;

  Parts parts_;
  CommandRunner runner_;
  const proto::DaemonStatus identity_;
  Restored restored_;
  const base::MonoTime started_;
  base::MonoTime next_house_keeping_;
  bool more_ = false;  // a source had more than this turn's share
  bool fed_ = false;   // the core was told something this turn
  // What poll() said of the sockets, so that those with nothing are not asked.
  bool workers_wait_ = true, clients_wait_ = true, gateway_waits_ = false;
  LoopCounters counters_;
  RankNotes rank_notes_;
  base::WakeFd wake_;
  base::Guarded<proto::DaemonStatus> snapshot_;
  base::TurnMark turned_;
};

}  // namespace scand::broker
