#include "broker/broker.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "lib/base/thread_name.h"

namespace scand::broker {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLastReplies{2'000};   // after the grace, for the last commits and replies
constexpr milliseconds kWorkersLimit{5'000};  // a worker that has not stopped by then is stuck
constexpr milliseconds kPublishLimit{2'000};  // for the last results to be committed and published
constexpr milliseconds kDiscardEvery{10};     // how often stop_journal() empties the mailboxes

CoreConfig core_config(const BrokerOptions& options, const BrokerParts& parts) {
  CoreConfig config = options.core;
  config.last_seq = parts.journal->last_seq();
  config.ranks = parts.ranks;
  return config;
}

CollectorOptions collector_options(const BrokerOptions& options, const Journal& journal) {
  return {journal.epoch(), journal.last_seq(), options.result_bytes_max,
          options.latest_signals_max};
}

proto::DaemonStatus identity(const BrokerOptions& options, const BrokerParts& parts) {
  proto::DaemonStatus status;
  status.version = options.version;
  status.epoch = parts.journal->epoch();
  status.last_seq = parts.journal->last_seq();
  status.started_ms = base::unix_ms(parts.clock->wall());
  return status;
}

std::unique_ptr<AccessControl> access_of(const BrokerOptions& options, const BrokerParts& parts) {
  if (!options.security) return nullptr;
  return std::make_unique<AccessControl>(options.security->clients, parts.on_denied, *parts.clock);
}

std::optional<ServerSecurity> server_security(const BrokerOptions& options,
                                              const AccessControl* access) {
  if (!options.security) return std::nullopt;
  return ServerSecurity{options.security->server_secret, access};
}

std::optional<SecretKey> server_secret(const BrokerOptions& options) {
  if (!options.security) return std::nullopt;
  return options.security->server_secret;
}

// A job usually gets two replies: it is accepted, and its result was waited for. The queue has room
// for twice as many, because libzmq learns what a peer has read only after half a queue.
FrontendBounds frontend_bounds(const BrokerOptions& options) {
  FrontendBounds bounds{options.message_bytes_max, options.client_unread_bytes_max};
  bounds.replies = std::max(bounds.replies, 4 * static_cast<int>(options.core.max_jobs_per_client));
  return bounds;
}

}  // namespace

Broker::Broker(const BrokerOptions& options, BrokerParts parts)
    : parts_(std::move(parts)),
      context_(std::make_shared<SocketContext>()),
      core_(core_config(options, parts_)),
      access_(access_of(options, parts_)),
      zap_(access_ ? std::make_unique<ZapHandler>(context_, *access_, *parts_.clock) : nullptr),
      frontend_(
          context_, options.frontend_endpoint,
          RequestDecoder(*options.core.exchanges, options.defaults, options.message_bytes_max),
          frontend_bounds(options), server_security(options, access_.get())),
      pool_(options.pool, context_, parts_.handlers, *parts_.clock),
      collector_(collector_options(options, *parts_.journal),
                 Publisher(context_, options.publisher_endpoint, server_secret(options),
                           options.subscribers_unread_bytes_max),
                 {collector_box_, committed_box_, journal_box_, broker_box_}, parts_.observer,
                 *parts_.clock),
      journal_(*parts_.journal, *parts_.clock, journal_box_, broker_box_, committed_box_),
      loop_({core_, frontend_, pool_, broker_box_, journal_box_, collector_box_,
             *options.core.exchanges, journal_.counters(), collector_.counters(), *parts_.clock,
             access_.get()},
            identity(options, parts_), std::move(parts_.restored)),
      frontend_endpoint_(frontend_.endpoint()),
      publisher_endpoint_(collector_.publisher().endpoint()) {
  frontend_.open_gateway(context_);
}

Broker::~Broker() {
  if (started_) (void)stop(base::Nanos(0));
}

template <class Run>
std::jthread Broker::run_thread(Thread thread, const char* name, Run run) {
  exits_.on_begin(thread);
  return std::jthread([this, thread, name, run](const std::stop_token& stop) {
    base::name_this_thread(name);
    try {
      run(stop);
    } catch (const std::exception& error) {
      if (parts_.on_fault) parts_.on_fault(name, error.what());
    }
    exits_.on_end(thread);
  });
}

void Broker::start() {
  started_ = true;
  journal_thread_ =
      run_thread(kJournal, "journal", [this](const auto& stop) { journal_.run(stop); });
  collector_thread_ =
      run_thread(kCollector, "collector", [this](const auto& stop) { collector_.run(stop); });
  pool_.start();
  broker_thread_ = run_thread(kBroker, "broker", [this](const auto& stop) { loop_.run(stop); });
}

void Broker::drain(base::Nanos grace) {
  // If the inbox is full, the event is lost. stop() does not depend on it: past its limit it ends
  // the loop anyway.
  (void)broker_box_.try_push(BrokerMail(Event(event::Drain{grace})));
}

void Broker::replace_clients(AccessTable clients) {
  if (access_ && access_->replace(std::move(clients))) collector_.disconnect_subscribers();
}

base::LoopTurns Broker::turns() const {
  base::LoopTurns turns{{"broker", loop_.last_turn()},
                        {"journal", journal_.last_turn()},
                        {"collector", collector_.last_turn()}};
  if (zap_) turns.emplace("zap", zap_->last_turn());
  return turns;
}

StopReport Broker::stop(base::Nanos grace) {
  StopReport report;
  if (!std::exchange(started_, false)) {
    report.stuck_workers = pool_.stop(kWorkersLimit);
    return report;
  }
  drain(grace);
  const auto limit = std::chrono::ceil<milliseconds>(grace) + kLastReplies;
  (void)exits_.wait_for(kBroker, limit);
  broker_thread_.request_stop();
  broker_thread_.join();
  report.drained = loop_.drained();
  report.stuck_workers = pool_.stop(kWorkersLimit);
  stop_collector(report);
  stop_journal();
  loop_.refresh_status();
  return report;
}

void Broker::stop_collector(StopReport& report) {
  collector_thread_.request_stop();
  if (!exits_.wait_for(kCollector, kPublishLimit)) collector_.give_up();
  collector_thread_.join();
  report.results_unpublished = collector_.unpublished();
}

// The threads that received the journal's mail have ended. Its mail is discarded here, so that a
// full mailbox does not keep it from ending.
void Broker::stop_journal() {
  journal_thread_.request_stop();
  while (!exits_.wait_for(kJournal, kDiscardEvery)) {
    while (broker_box_.try_take()) {
    }
    while (committed_box_.try_take()) {
    }
  }
  journal_thread_.join();
}

}  // namespace scand::broker
