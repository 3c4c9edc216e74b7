#pragma once
// The whole broker behind one class: it builds the rooms, connects them with mailboxes and runs
// their threads.
//
//   thread      loop                                does
//   broker      broker/broker_loop.h                receives requests, runs the core, sends replies
//   journal     broker/journal/journal_loop.h       commits jobs and results, reads results
//   collector   broker/results/collector_loop.h     folds partial results, encodes, publishes
//   workers     broker/workers/worker_loop.h        run task handlers, one task at a time each
//   zap         broker/security/zap_handler.h       authenticates peers; only with security
//
// The object belongs to the thread that created it; methods that any thread may call say so.
//
// stop() is ordered, and each step is bounded in time: refuse new jobs, let running ones finish
// (`grace`), send the last replies, stop the workers, publish what the journal committed, stop the
// journal, close the sockets.

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

// CURVE for both endpoints, and who may use them.
struct BrokerSecurity {
  SecretKey server_secret;
  AccessTable clients;
};

struct BrokerOptions {
  std::string frontend_endpoint = "tcp://127.0.0.1:5555";
  std::string publisher_endpoint = "tcp://127.0.0.1:5556";
  std::string version;  // of the program, as clients see it
  CoreConfig core;      // set `exchanges`; the broker itself sets `last_seq` and `ranks`
  WorkerPoolOptions pool;
  proto::RequestDefaults defaults;
  std::size_t message_bytes_max = proto::kMessageBytesMax;
  std::size_t result_bytes_max = 32 * proto::kMiB;
  std::size_t client_unread_bytes_max = 64 * proto::kMiB;
  std::size_t subscribers_unread_bytes_max = Publisher::kUnreadBytesMax;
  std::size_t latest_signals_max = 20'000;
  std::optional<BrokerSecurity> security;  // unset: anyone who reaches an endpoint may do anything
};

struct BrokerParts {
  std::unique_ptr<Journal> journal;
  Restored restored;                // jobs and results that the journal held when it was opened
  std::vector<ExchangeRank> ranks;  // from the journal's notes (rank_notes.h); may be empty
  TaskHandlerFactory handlers;
  const base::Clock* clock = nullptr;  // must outlive every thread, stuck workers included
  JobObserver* observer = nullptr;     // may be null; must outlive the broker
  // A peer was denied; at most once a minute for each address. Called on the ZAP thread.
  AccessControl::OnDenied on_denied;
  // A thread of the broker ended by an exception, so scand must stop. Called on that thread.
  std::function<void(std::string_view thread, std::string_view what)> on_fault;
};

struct StopReport {
  bool drained = true;                  // every accepted job ended
  std::size_t stuck_workers = 0;        // if not 0, end the process with std::_Exit (worker_pool.h)
  std::size_t results_unpublished = 0;  // the journal did not commit them in time
};

class Broker {
 public:
  // Binds both endpoints; no thread but the ZAP handler's runs yet. Throws std::runtime_error that
  // names the endpoint and the reason.
  Broker(const BrokerOptions& options, BrokerParts parts);
  ~Broker();  // stops with no grace if stop() was not called
  Broker(const Broker&) = delete;
  Broker& operator=(const Broker&) = delete;

  void start();
  // Refuses new jobs from now on and gives running ones `grace` to finish. Does not wait. From any
  // thread.
  void drain(base::Nanos grace);
  // Drains, waits, and ends all threads. Takes at most `grace` and about 10 s more. A second call
  // waits again for workers that were stuck.
  StopReport stop(base::Nanos grace);

  // Replaces the table of clients. Requests from a key that is not in it are refused from now on.
  // If a subscriber lost its role, all subscribers are disconnected and must connect again. Does
  // nothing without BrokerOptions::security. From any thread.
  void replace_clients(AccessTable clients);

  // Hands a small piece of state to the journal, which writes it with its next commit. False: the
  // journal's mailbox is full. From any thread, also before start().
  bool save_note(JournalNote note) { return journal_box_.try_push(JournalMail(std::move(note))); }

  // The endpoints as bound, with the port that "tcp://127.0.0.1:*" received. From any thread.
  [[nodiscard]] const std::string& frontend_endpoint() const { return frontend_endpoint_; }
  [[nodiscard]] const std::string& publisher_endpoint() const { return publisher_endpoint_; }
  // A snapshot at most a second old; after stop(), the final one. From any thread.
  [[nodiscard]] proto::DaemonStatus status() const { return loop_.status(); }
  // For the gateway's socket, which connects to kGatewayEndpoint. From any thread.
  [[nodiscard]] std::shared_ptr<SocketContext> context() const { return context_; }
  // When each loop, and the broker loop alone, last began a turn; for the watchdog. From any
  // thread.
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
  base::Mailbox<StoredResult> committed_box_{kMailboxItems};
  Core core_;
  // Both null without security. Before the sockets that bind: see zap_handler.h.
  std::unique_ptr<AccessControl> access_;
  std::unique_ptr<ZapHandler> zap_;
  Frontend frontend_;
  WorkerPool pool_;
  CollectorLoop collector_;
  JournalLoop journal_;
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
