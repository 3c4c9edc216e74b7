#include "broker/broker_loop.h"

#include <algorithm>
#include <array>
#include <utility>

#include "broker/list_replies.h"
#include "broker/wire/poll.h"
#include "proto/replies.h"

namespace scand::broker {
namespace {

constexpr std::size_t kTurnItems = 64;                 // from each source in one turn
constexpr std::chrono::milliseconds kRetryBlocked{5};  // until a full mailbox is tried again
constexpr std::chrono::seconds kHouseKeepingEvery{1};
constexpr std::uint64_t kLatestAgainMs = 500;

proto::Refusal collector_has_a_backlog() {
  return {proto::RefusalCode::busy,
          "the collector has more results to fold than it can; ask again a little later",
          "",
          kLatestAgainMs,
          std::nullopt,
          proto::BusyScope::daemon};
}

}  // namespace

BrokerLoop::BrokerLoop(const Parts& parts, proto::DaemonStatus identity, Restored restored)
    : parts_(parts),
      runner_(parts.frontend, parts.pool, parts.journal, parts.collector),
      identity_(std::move(identity)),
      restored_(std::move(restored)),
      started_(parts.clock.mono()),
      next_house_keeping_(started_),
      rank_notes_(parts.core.ranking()),
      snapshot_(identity_) {}

proto::DaemonStatus BrokerLoop::status() const {
  return snapshot_.with([](const auto& snapshot) { return snapshot; });
}

void BrokerLoop::run(const std::stop_token& stop) {
  const std::stop_callback wake_at_stop(stop, [this] { wake_.signal(); });
  restore();
  while (!stop.stop_requested()) {
    turn();
    if (runner_.drained() && runner_.reads() == 0 && !runner_.still_blocked()) break;
    if (more_)
      assume_all_ready();
    else
      wait();
  }
  save_ranks(parts_.clock.mono(), true);
  refresh_status();
}

// Before any request: a submit must find the requestIds of jobs from before the restart.
void BrokerLoop::restore() {
  Restored restored = std::exchange(restored_, {});
  for (event::RestoreResult& result : restored.results)
    handle(std::move(result), parts_.clock.now());
  for (event::RestoreJob& job : restored.jobs)
    handle(std::move(job), parts_.clock.now());
}

void BrokerLoop::refresh_status() {
  proto::DaemonStatus status = make_status(parts_.clock.now());
  snapshot_.with([&](auto& snapshot) { snapshot = std::move(status); });
}

void BrokerLoop::turn() {
  const base::Now now = parts_.clock.now();
  turned_.set(now.mono);
  more_ = false;
  core_changed_ = false;
  take_inbox(now);
  if (workers_ready_ && !runner_.still_blocked()) take_workers(now);
  if (clients_ready_ && !runner_.still_blocked()) take_clients(now);
  if (gateway_ready_ && !runner_.still_blocked()) take_gateway(now);
  const auto due = parts_.core.next_deadline();
  if (due && *due <= now.mono) handle(event::Tick{}, now);
  if (core_changed_) grow_pool_if_starving();
  if (now.mono >= next_house_keeping_) keep_house(now);
  measure_turn(now.mono);
}

void BrokerLoop::assume_all_ready() {
  workers_ready_ = clients_ready_ = true;
  gateway_ready_ = parts_.frontend.gateway() != nullptr;
}

// Sleeps until a source is ready, the core's next deadline, or the idle limit. While a mailbox
// downstream is full, only the inbox or a stop can end the sleep early.
void BrokerLoop::wait() {
  const auto due = parts_.core.next_deadline();
  const base::MonoTime now = parts_.clock.mono();
  auto limit = base::kIdleTurn;
  if (due) limit = std::min(limit, std::chrono::ceil<std::chrono::milliseconds>(*due - now));
  std::array<PollItem, 5> items{PollItem{nullptr, parts_.inbox.fd()}, PollItem{nullptr, wake_.fd()},
                                PollItem{&parts_.pool.socket()},
                                PollItem{&parts_.frontend.socket()},
                                PollItem{parts_.frontend.gateway()}};
  const std::size_t unblocked_items = parts_.frontend.gateway() != nullptr ? 5 : 4;
  const bool blocked = runner_.still_blocked();
  if (blocked) limit = std::min(limit, kRetryBlocked);
  // Mail that arrived before the descriptor was armed does not make it readable.
  if (!parts_.inbox.arm()) limit = limit.zero();
  poll(std::span(items).first(blocked ? 2 : unblocked_items), std::max(limit, limit.zero()));
  if (items[1].ready) wake_.clear();
  if (blocked) return assume_all_ready();  // the sockets were not polled
  workers_ready_ = items[2].ready;
  clients_ready_ = items[3].ready;
  gateway_ready_ = items[4].ready;
}

void BrokerLoop::take_inbox(base::Now now) {
  for (std::size_t taken = 0; taken < kTurnItems; ++taken) {
    auto mail = parts_.inbox.try_take();
    if (!mail) return;
    if (auto* event = std::get_if<Event>(&*mail)) {
      handle(std::move(*event), now);
    } else {
      auto& reply = std::get<ReadyReply>(*mail);
      runner_.on_reply_ready(reply);
      parts_.frontend.reply(reply);
    }
  }
  more_ = true;
}

void BrokerLoop::take_workers(base::Now now) {
  for (std::size_t taken = 0; taken < kTurnItems; ++taken) {
    auto event = parts_.pool.receive();
    if (!event) {
      workers_ready_ = false;
      return;
    }
    handle(std::move(*event), now);
  }
  more_ = true;
}

void BrokerLoop::take_clients(base::Now now) {
  std::size_t budget = kTurnItems;
  while (auto request = parts_.frontend.receive(budget))
    std::visit([&](auto& kind) { answer(std::move(kind), now); }, *request);
  clients_ready_ = budget == 0;
  more_ = more_ || clients_ready_;
}

void BrokerLoop::take_gateway(base::Now now) {
  std::size_t budget = kTurnItems;
  while (auto request = parts_.frontend.receive_gateway(budget))
    std::visit([&](auto& kind) { answer(std::move(kind), now); }, *request);
  gateway_ready_ = budget == 0;
  more_ = more_ || gateway_ready_;
}

// One thread in each turn is enough: it reports ready before another is needed.
void BrokerLoop::grow_pool_if_starving() {
  if (parts_.core.gauges().tasks_starving > 0) parts_.pool.grow();
}

void BrokerLoop::handle(Event event, base::Now now) {
  core_changed_ = true;
  std::vector<Event> next;
  next.push_back(std::move(event));
  // A command can cause another event (its worker is gone). This ends, because each such event uses
  // up an attempt or a worker.
  while (!next.empty()) {
    std::vector<Event> follow_ups;
    for (Event& one : next)
      runner_.run(parts_.core.handle(std::move(one), now), follow_ups);
    next = std::move(follow_ups);
  }
}

void BrokerLoop::answer(ReadLatest request, base::Now) {
  const ClientRef client = request.client;
  if (runner_.query_latest(std::move(request))) return;
  ++counters_.busy_latest;
  parts_.frontend.refuse(client, collector_has_a_backlog());
}

void BrokerLoop::answer(const incoming::Ping& request, base::Now now) {
  const auto& client = request.client;
  parts_.frontend.reply(
      client, proto::encode_pong(client.correlation, identity_.version, base::unix_ms(now.wall)));
}

void BrokerLoop::answer(const incoming::Status& request, base::Now now) {
  const auto& client = request.client;
  parts_.frontend.reply(client, proto::encode_daemon_status(client.correlation, make_status(now)));
}

void BrokerLoop::answer(const incoming::Exchanges& request, base::Now now) {
  const auto& client = request.client;
  parts_.frontend.reply(
      client, encode_exchange_list(client.correlation, parts_.exchanges, parts_.core.ranking(),
                                   parts_.core.circuits(), now.mono));
}

void BrokerLoop::answer(const incoming::Jobs& request, base::Now) {
  const auto& client = request.client;
  parts_.frontend.reply(client, encode_job_list(client.correlation, parts_.core, request.query));
}

void BrokerLoop::answer(const incoming::Refused& request, base::Now) {
  parts_.frontend.refuse(request.client, request.refusal);
}

void BrokerLoop::keep_house(base::Now now) {
  next_house_keeping_ = now.mono + kHouseKeepingEvery;
  parts_.pool.reap();
  save_ranks(now.mono, false);
  refresh_status();
}

void BrokerLoop::save_ranks(base::MonoTime now, bool last) {
  for (JournalNote& note : rank_notes_.take(parts_.core.ranking(), now, last))
    runner_.save_note(std::move(note));
}

proto::DaemonStatus BrokerLoop::make_status(base::Now now) const {
  proto::DaemonStatus status = identity_;
  status.uptime_seconds = base::seconds(now.mono - started_);
  LoopCounters loop = counters_;
  loop.busy_reads = runner_.busy_reads();
  loop.busy_replays = runner_.busy_replays();
  loop.dropped_progress = runner_.dropped_progress();
  const CoreGauges gauges = parts_.core.gauges();
  const WorkerPoolCounters pool = parts_.pool.counters();
  fill_status(status, {parts_.core.counters(), gauges, parts_.frontend.counters(), pool,
                       parts_.journal_counters, parts_.collector_counters, loop, parts_.access});
  return status;
}

void BrokerLoop::measure_turn(base::MonoTime began) {
  const base::Nanos took = parts_.clock.mono() - began;
  ++counters_.turns;
  if (took > kSlowTurn) ++counters_.turns_slow;
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  counters_.turn_worst_us = std::max(counters_.turn_worst_us, static_cast<std::uint64_t>(us));
}

}  // namespace scand::broker
