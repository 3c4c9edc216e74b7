#include "broker/broker_loop.h"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

#include "broker/answers.h"
#include "broker/wire/poll.h"
#include "proto/replies.h"

namespace scand::broker {
namespace {

constexpr std::size_t kTurnItems = 64;            // from each source
constexpr std::chrono::milliseconds kBlocked{5};  // until a full mailbox is tried again
constexpr std::chrono::seconds kHouseKeepingEvery{1};
constexpr std::uint64_t kLatestAgainMs = 500;

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
    if (runner_.drained() && runner_.reads() == 0 && !runner_.blocked()) break;
    if (more_)
      look_everywhere();
    else
      wait();
  }
  keep_ranks(parts_.clock.mono(), true);
  refresh_status();
}

// Before any client is heard: a submit must find the requestIds of the earlier life.
void BrokerLoop::restore() {
  Restored restored = std::exchange(restored_, {});
  for (event::RestoreResult& result : restored.results)
    feed(std::move(result), parts_.clock.now());
  for (event::RestoreJob& job : restored.jobs)
    feed(std::move(job), parts_.clock.now());
}

void BrokerLoop::refresh_status() {
  proto::DaemonStatus status = make_status(parts_.clock.now());
  snapshot_.with([&](auto& snapshot) { snapshot = std::move(status); });
}

void BrokerLoop::turn() {
  const base::Now now = parts_.clock.now();
  turned_.set(now.mono);
  more_ = false;
  fed_ = false;
  take_inbox(now);
  if (workers_wait_ && !runner_.blocked()) take_workers(now);
  if (clients_wait_ && !runner_.blocked()) take_clients(now);
  if (gateway_waits_ && !runner_.blocked()) take_gateway(now);
  const auto due = parts_.core.next_deadline();
  if (due && *due <= now.mono) feed(event::Tick{}, now);
  if (fed_) grow_if_starving();
  if (now.mono >= next_house_keeping_) house_keeping(now);
  measure(now.mono);
}

void BrokerLoop::look_everywhere() {
  workers_wait_ = clients_wait_ = true;
  gateway_waits_ = parts_.frontend.gateway() != nullptr;
}

void BrokerLoop::wait() {
  const auto due = parts_.core.next_deadline();
  const base::MonoTime now = parts_.clock.mono();
  auto limit = base::kIdleTurn;
  if (due) limit = std::min(limit, std::chrono::ceil<std::chrono::milliseconds>(*due - now));
  std::array<PollItem, 5> items{PollItem{nullptr, parts_.inbox.fd()}, PollItem{nullptr, wake_.fd()},
                                PollItem{&parts_.pool.socket()},
                                PollItem{&parts_.frontend.socket()},
                                PollItem{parts_.frontend.gateway()}};
  const std::size_t doors = parts_.frontend.gateway() != nullptr ? 2 : 1;
  const bool blocked = runner_.blocked();
  if (blocked) limit = std::min(limit, kBlocked);
  if (!parts_.inbox.arm()) limit = limit.zero();
  poll(std::span(items).first(blocked ? 2 : 3 + doors), std::max(limit, limit.zero()));
  if (items[1].ready) wake_.clear();
  if (blocked) return look_everywhere();
  workers_wait_ = items[2].ready;
  clients_wait_ = items[3].ready;
  gateway_waits_ = items[4].ready;
}

void BrokerLoop::take_inbox(base::Now now) {
  for (std::size_t taken = 0; taken < kTurnItems; ++taken) {
    auto mail = parts_.inbox.try_take();
    if (!mail) return;
    if (auto* event = std::get_if<Event>(&*mail)) {
      feed(std::move(*event), now);
    } else {
      auto& reply = std::get<ReadyReply>(*mail);
      runner_.read_done(reply);
      parts_.frontend.reply(reply);
    }
  }
  more_ = true;
}

void BrokerLoop::take_workers(base::Now now) {
  for (std::size_t taken = 0; taken < kTurnItems; ++taken) {
    auto event = parts_.pool.receive();
    if (!event) {
      workers_wait_ = false;
      return;
    }
    feed(std::move(*event), now);
  }
  more_ = true;
}

void BrokerLoop::take_clients(base::Now now) {
  std::size_t budget = kTurnItems;
  while (auto asked = parts_.frontend.receive(budget))
    answer(std::move(*asked), now);
  clients_wait_ = budget == 0;
  more_ = more_ || clients_wait_;
}

void BrokerLoop::take_gateway(base::Now now) {
  std::size_t budget = kTurnItems;
  while (auto asked = parts_.frontend.receive_gateway(budget))
    answer(std::move(*asked), now);
  gateway_waits_ = budget == 0;
  more_ = more_ || gateway_waits_;
}

// One thread a turn: it says ready before the next is due.
void BrokerLoop::grow_if_starving() {
  if (parts_.core.gauges().tasks_starving > 0) parts_.pool.grow();
}

void BrokerLoop::feed(Event event, base::Now now) {
  fed_ = true;
  std::vector<Event> next;
  next.push_back(std::move(event));
  // What comes of a command (a worker that had gone) is told at once; it ends because each loss
  // uses up an attempt or a worker.
  while (!next.empty()) {
    std::vector<Event> fallout;
    for (Event& one : next)
      runner_.run(parts_.core.handle(std::move(one), now), fallout);
    next = std::move(fallout);
  }
}

void BrokerLoop::answer(Incoming asked, base::Now now) {
  std::visit(
      [&](auto& what) {
        using Kind = std::decay_t<decltype(what)>;
        if constexpr (std::is_same_v<Kind, Event>) {
          feed(std::move(what), now);
        } else if constexpr (std::is_same_v<Kind, ReadLatest>) {
          const ClientRef client = what.client;
          if (runner_.ask(std::move(what))) return;
          ++counters_.busy_latest;
          parts_.frontend.refuse(client,
                                 {proto::RefusalCode::busy,
                                  "the collector has more results to fold than it can; "
                                  "ask again a little later",
                                  "", kLatestAgainMs, std::nullopt, proto::BusyScope::daemon});
        } else if constexpr (std::is_same_v<Kind, ReadResults>) {
          runner_.read(std::move(what));
        } else if constexpr (std::is_same_v<Kind, incoming::Ping>) {
          parts_.frontend.reply(what.client,
                                proto::encode_pong(what.client.correlation, identity_.version,
                                                   base::unix_ms(now.wall)));
        } else if constexpr (std::is_same_v<Kind, incoming::Status>) {
          parts_.frontend.reply(
              what.client, proto::encode_daemon_status(what.client.correlation, make_status(now)));
        } else if constexpr (std::is_same_v<Kind, incoming::Exchanges>) {
          parts_.frontend.reply(
              what.client,
              answer_exchanges(what.client.correlation, parts_.exchanges, parts_.core.ranking(),
                               parts_.core.circuits(), now.mono));
        } else if constexpr (std::is_same_v<Kind, incoming::Jobs>) {
          parts_.frontend.reply(what.client,
                                answer_jobs(what.client.correlation, parts_.core, what.query));
        } else {
          parts_.frontend.refuse(what.client, what.refusal);
        }
      },
      asked);
}

void BrokerLoop::house_keeping(base::Now now) {
  next_house_keeping_ = now.mono + kHouseKeepingEvery;
  parts_.pool.reap();
  keep_ranks(now.mono, false);
  refresh_status();
}

void BrokerLoop::keep_ranks(base::MonoTime now, bool last) {
  for (JournalNote& note : rank_notes_.take(parts_.core.ranking(), now, last))
    runner_.keep(std::move(note));
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
                       parts_.journal_counters, parts_.collector_counts, loop, parts_.access});
  return status;
}

void BrokerLoop::measure(base::MonoTime began) {
  const base::Nanos took = parts_.clock.mono() - began;
  ++counters_.turns;
  if (took > kSlowTurn) ++counters_.turns_slow;
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  counters_.turn_worst_us = std::max(counters_.turn_worst_us, static_cast<std::uint64_t>(us));
}

}  // namespace scand::broker
