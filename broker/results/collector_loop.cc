#include "broker/results/collector_loop.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <span>
#include <utility>
#include <variant>

#include "broker/wire/poll.h"
#include "proto/internal_messages.h"
#include "proto/publications.h"
#include "proto/replies.h"
#include "proto/topics.h"

namespace scand::broker {
namespace {

// Commands per turn: committed results and the heartbeat are looked at in between.
constexpr std::size_t kTurnItems = 64;
constexpr std::chrono::seconds kHeartbeatEvery{1};
// A full mailbox, or an endpoint that is not free yet, is tried again after this.
constexpr std::chrono::milliseconds kRetryAfter{5};

base::Bytes shared(std::string bytes) {
  return std::make_shared<const std::string>(std::move(bytes));
}

}  // namespace

CollectorLoop::CollectorLoop(const CollectorOptions& options, Publisher publisher,
                             const CollectorMailboxes& mailboxes, JobObserver* observer,
                             const base::Clock& clock)
    : epoch_(options.epoch),
      clock_(clock),
      observer_(observer),
      publisher_(std::move(publisher)),
      inbox_(mailboxes.inbox),
      committed_(mailboxes.committed),
      broker_(mailboxes.broker),
      journal_(mailboxes.journal),
      collector_(options.epoch, options.result_bytes_max),
      latest_(options.latest_signals_max) {
  counters_.last_seq = options.last_seq;
}

void CollectorLoop::give_up() {
  given_up_ = true;
  wake_.signal();
}

void CollectorLoop::disconnect_subscribers() {
  disconnect_ = true;
  wake_.signal();
}

bool CollectorLoop::idle() {
  return inbox_.size() == 0 && !blocked() && unpublished_ == 0;
}

void CollectorLoop::run(const std::stop_token& stop) {
  const std::stop_callback wake_at_stop(stop, [this] { wake_.signal(); });
  next_heartbeat_ = clock_.mono();
  while (!given_up_ && !(stop.stop_requested() && idle()))
    if (!turn()) wait();
  publish_committed();
  publish_heartbeat();
}

// True when there may be more to do at once.
bool CollectorLoop::turn() {
  const base::MonoTime now = clock_.mono();
  turned_.set(now);
  if (now >= next_heartbeat_) {
    publish_heartbeat();
    next_heartbeat_ = now + kHeartbeatEvery;
  }
  if (disconnect_.exchange(false)) publisher_.disconnect_all();
  publish_committed();
  for (std::size_t taken = 0; taken < kTurnItems; ++taken) {
    if (blocked()) return false;
    auto mail = inbox_.try_take();
    if (!mail) return false;
    std::visit([this](const auto& item) { handle(item); }, *mail);
  }
  return true;
}

void CollectorLoop::wait() {
  std::array<PollItem, 4> items{PollItem{nullptr, committed_.fd()}, PollItem{nullptr, wake_.fd()},
                                PollItem{&publisher_.socket()}, PollItem{nullptr, inbox_.fd()}};
  const bool blocked = this->blocked();
  auto limit = std::chrono::ceil<std::chrono::milliseconds>(next_heartbeat_ - clock_.mono());
  // Also binds the endpoint again after subscribers were disconnected.
  if (!publisher_.try_listen()) limit = std::min(limit, kRetryAfter);
  if (blocked) limit = std::min(limit, kRetryAfter);
  if (!committed_.arm() || (!blocked && !inbox_.arm())) limit = limit.zero();
  // The inbox comes last: while blocked it is left out, since nothing may be taken from it.
  poll(std::span(items).first(blocked ? items.size() - 1 : items.size()),
       std::max(limit, limit.zero()));
  if (items[1].ready) wake_.clear();
}

void CollectorLoop::handle(const command::Begin& begin) {
  if (collector_.begin(begin) != nullptr && observer_ != nullptr)
    observer_->job_started({begin.job_id, begin.request, begin.accepted.wall});
  copy_counters();
}

void CollectorLoop::handle(const command::PartStarted& started) {
  const CollectedJob* job = collector_.find(started.job_id);
  if (job != nullptr && observer_ != nullptr)
    observer_->exchange_started({started.job_id, job->spelling_of(started.exchange)});
  copy_counters();
}

void CollectorLoop::handle(const command::Part& part) {
  // Decoding counts as filtering; the first job that gets these bytes pays for it.
  const base::MonoTime began = clock_.mono();
  ExchangeShare* share = collector_.add(part, decoded(part));
  if (share == nullptr) return copy_counters();
  share->detail.filter_seconds = base::seconds(clock_.mono() - began);
  report_share(part.job_id, part.exchange, *share);
}

// An answer that cannot be decoded becomes a failure of this exchange, like any other.
const proto::PartialResult& CollectorLoop::decoded(const command::Part& part) {
  if (decoded_bytes_ == part.payload) return decoded_;
  decoded_bytes_ = part.payload;
  auto read = proto::decode_partial(*part.payload);
  if (read.ok()) {
    decoded_ = std::move(read).value();
    latest_.store(decoded_);
  } else {
    ++counters_.partials_unreadable;
    decoded_ = {};
    decoded_.exchange = part.exchange;
    decoded_.failure =
        proto::Failure{proto::ErrorKind::internal,
                       part.exchange + ": the worker's answer cannot be read: " + read.error()};
  }
  return decoded_;
}

void CollectorLoop::handle(const command::Missing& missing) {
  const ExchangeShare* share = collector_.add(missing);
  if (share == nullptr) return copy_counters();
  report_share(missing.job_id, missing.exchange, *share);
}

// Tells the observer and the subscribers about one exchange of a job.
void CollectorLoop::report_share(const std::string& job_id, const std::string& exchange,
                                 const ExchangeShare& share) {
  if (observer_ != nullptr) observer_->exchange_finished({job_id, share.detail});
  const CollectedJob& job = *collector_.find(job_id);
  publish(proto::partial_topic(job_id, exchange), 0,
          shared(proto::encode(
              proto::PublishedPartial{job_id, exchange, share.detail, share.signals.signals,
                                      share.signals.truncated, job.request.timeframe})));
}

void CollectorLoop::handle(const command::Progress& progress) {
  publish(proto::progress_topic(progress.progress.job_id), 0,
          shared(proto::encode(progress.progress)));
}

void CollectorLoop::handle(const command::Finish& finish) {
  const CollectedJob* job = collector_.find(finish.job_id);
  if (job == nullptr) return copy_counters();
  const base::WallTime accepted = job->accepted.wall;
  const base::MonoTime began = clock_.mono();
  collector_.merge(finish.job_id);
  const base::Now now = clock_.now();
  Collector::Finished finished = collector_.finish(finish, now.mono - began, now);
  // Not published yet: the journal commits it first and returns it through `committed`.
  ++unpublished_;
  journal_.push(
      StoredResult{finish.job_id, finish.seq, std::move(finished.encoded), finish.status});
  if (observer_ != nullptr) observer_->job_finished({accepted, now.wall, &finished.result});
  copy_counters();
}

void CollectorLoop::handle(const command::CircuitChanged& changed) {
  if (observer_ != nullptr)
    observer_->circuit_changed({changed.exchange, changed.market, changed.now});
}

void CollectorLoop::handle(const ReadLatest& read) {
  // Nothing depends on this reply, so it is dropped when the broker's mailbox is full.
  const RankedSignals found = latest_.query(read.query);
  ReadyReply reply{read.client,
                   proto::encode_latest(read.client.correlation, found.signals, found.truncated),
                   nullptr, false};
  if (!broker_.try_push(BrokerMail(std::move(reply)))) ++counters_.replies_dropped;
}

void CollectorLoop::publish_committed() {
  while (const auto committed = committed_.try_take())
    publish_result(*committed);
}

void CollectorLoop::publish_result(const StoredResult& committed) {
  publish(proto::result_topic(committed.job_id), committed.seq, committed.encoded);
  ++counters_.results_published;
  counters_.last_seq = committed.seq;
  if (unpublished_ > 0) --unpublished_;
}

void CollectorLoop::publish_heartbeat() {
  publish(proto::kHealthTopic, 0,
          shared(proto::encode(proto::Health{epoch_, counters_.last_seq, collector_.jobs()})));
}

void CollectorLoop::publish(std::string_view topic, std::uint64_t seq, const base::Bytes& body) {
  publisher_.publish(topic, seq, body);
  counters_.published = publisher_.published();
  counters_.unread_bytes = publisher_.unread_bytes();
  if (counters_.overflows.exchange(publisher_.overflows()) == publisher_.overflows()) return;
  if (observer_ != nullptr) observer_->subscribers_disconnected(publisher_.unread_bytes());
}

// The pure collector counts plainly; other threads read these copies.
void CollectorLoop::copy_counters() {
  counters_.unexpected = collector_.counters().unexpected;
  counters_.results_shortened = collector_.counters().results_shortened;
}

}  // namespace scand::broker
