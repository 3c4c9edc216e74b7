#pragma once
// The broker as one thing: wires the core, its shells, their mailboxes and threads together for the
// composition root.
//
//   broker thread     broker_loop      ROUTERs, core
//   journal thread    journal_loop     commits, reads
//   collector thread  collector_loop   folds, encodes, PUB
//   worker threads    worker_loop      handlers
//
// Stop is ordered and bounded in time: take no new jobs, let what runs end (`grace`), send the last
// replies, stop the workers, publish what the journal keeps, stop the journal, close.

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "broker/broker_loop.h"
#include "broker/core/config.h"
#include "broker/core/core.h"
#include "broker/front/frontend.h"
#include "broker/journal/journal.h"
#include "broker/journal/journal_loop.h"
#include "broker/mail/mail.h"
#include "broker/results/collector_desk.h"
#include "broker/results/collector_loop.h"
#include "broker/results/job_observer.h"
#include "broker/security/access_control.h"
#include "broker/security/zap_handler.h"
#include "broker/workers/task_handler.h"
#include "broker/workers/thread_exits.h"
#include "broker/workers/worker_pool.h"
#include "lib/base/turn_mark.h"
#include "proto/limits.h"
#include "proto/request/parse_request.h"

namespace scand::broker {

// CURVE on both endpoints.
struct BrokerSecurity {
  SecretKey server_secret;
  AccessTable clients;
};

struct BrokerOptions {
  std::string frontend_endpoint = "tcp://127.0.0.1:5555";
  std::string publisher_endpoint = "tcp://127.0.0.1:5556";
  std::string version;  // of the program, for clients
  CoreConfig core;      // `exchanges` is required; `last_seq` comes from the journal
  WorkerPoolOptions pool;
  proto::RequestDefaults defaults;
  std::size_t message_bytes_max = proto::kMessageBytesMax;
  std::size_t result_bytes_max = 32 * proto::kMiB;
  std::size_t client_unread_bytes_max = 64 * proto::kMiB;
  std::size_t subscribers_unread_bytes_max = Publisher::kUnreadBytesMax;
  std::size_t latest_signals_max = 20'000;
  std::optional<BrokerSecurity> security;  // unset: whoever reaches an endpoint may do everything
};

struct BrokerParts {
  std::unique_ptr<Journal> journal;
  Restored restored;                // what it was opened with
  std::vector<ExchangeRank> ranks;  // of rank_notes.h
  TaskHandlerFactory handlers;
  const base::Clock* clock = nullptr;  // outlives the process's threads
  JobObserver* observer = nullptr;     // may be null; outlives the broker
  // A peer was not let in; at most one a minute for each address. Called on the ZAP thread.
  AccessControl::Tell on_denied;
  // A thread of the broker ended by an exception: scand has to stop. Called on that thread.
  std::function<void(std::string_view thread, std::string_view what)> on_fault;
};

struct StopReport {
  bool drained = true;                  // every accepted job came to its end
  std::size_t stuck_workers = 0;        // not 0: leave by std::_Exit (see worker_pool.h)
  std::size_t results_unpublished = 0;  // the journal did not answer in time
};

class Broker {
 public:
  // Binds both endpoints. Throws std::runtime_error that says which could not be and why.
  Broker(const BrokerOptions& options, BrokerParts parts);
  ~Broker();  // stops without grace, if stop() was not called
  Broker(const Broker&) = delete;
  Broker& operator=(const Broker&) = delete;

  void start();
  // Refuses new jobs from now on; what runs has `grace`. Returns at once. From any thread.
  void drain(base::Nanos grace);
  // Drains, waits for it, and ends all threads; takes `grace` and about 10 s more at the most.
  // Called again, it waits once more for the workers that were stuck.
  StopReport stop(base::Nanos grace);

  // The clients from now on: requests of a key that is no longer there are refused, and where a
  // subscriber lost its right all subscribers have to come in anew. From any thread; without
  // BrokerOptions::security it does nothing.
  void replace_clients(AccessTable clients);

  // Keeps small state of other parts in the journal, as soon as may be. False: its inbox is full.
  // From any thread, before start() too.
  bool keep_note(JournalNote note) { return journal_box_.try_push(JournalMail(std::move(note))); }

  // Where clients reach it: what "tcp://127.0.0.1:*" was bound to.
  [[nodiscard]] const std::string& frontend_endpoint() const { return frontend_endpoint_; }
  [[nodiscard]] const std::string& publisher_endpoint() const { return publisher_endpoint_; }
  // At most a second old; after stop(), the last word. From any thread.
  [[nodiscard]] proto::DaemonStatus status() const { return loop_.status(); }
  // For the gateway's socket, which connects to kGatewayEndpoint.
  [[nodiscard]] std::shared_ptr<SocketContext> context() const { return context_; }
  // When each of the broker's loops last began a turn: for the watchdog. From any thread.
  [[nodiscard]] base::LoopTurns turns() const;
  [[nodiscard]] base::MonoTime last_turn() const { return loop_.last_turn(); }

 private:
  enum Thread : std::uint32_t { kBroker, kJournal, kCollector };
  template <class Run>
  std::jthread run_thread(Thread thread, const char* name, Run run);
  void stop_collector(StopReport& report);
  void stop_journal();

  BrokerParts parts_;
  std::shared_ptr<SocketContext> context_;
  base::Mailbox<BrokerMail> broker_box_{kMailboxItems};
  base::Mailbox<JournalMail> journal_box_{kMailboxItems};
  base::Mailbox<CollectorMail> collector_box_{kMailboxItems};
  base::Mailbox<StoredResult> kept_box_{kMailboxItems};
  Core core_;
  std::unique_ptr<AccessControl> access_;  // both null without security
  std::unique_ptr<ZapHandler> zap_;        // before what binds
  Frontend frontend_;
  WorkerPool pool_;
  CollectorDesk desk_;
  JournalLoop journal_;
  CollectorLoop collector_;
  BrokerLoop loop_;
  const std::string frontend_endpoint_;
  const std::string publisher_endpoint_;
  ThreadExits exits_;
  bool started_ = false;
  std::jthread journal_thread_;
  std::jthread collector_thread_;
  std::jthread broker_thread_;
};

}  // namespace scand::broker
