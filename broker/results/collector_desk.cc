#include "broker/results/collector_desk.h"

#include <utility>

#include "proto/internal_messages.h"
#include "proto/publications.h"
#include "proto/replies.h"
#include "proto/topics.h"

namespace scand::broker {
namespace {

base::Bytes shared(std::string bytes) {
  return std::make_shared<const std::string>(std::move(bytes));
}

}  // namespace

CollectorDesk::CollectorDesk(const CollectorOptions& options, Publisher publisher,
                             base::Mailbox<JournalMail>& journal, base::Mailbox<BrokerMail>& broker,
                             JobObserver* observer, const base::Clock& clock)
    : epoch_(options.epoch),
      clock_(clock),
      observer_(observer),
      publisher_(std::move(publisher)),
      broker_(broker),
      journal_(journal),
      collector_(options.epoch, options.result_bytes_max),
      latest_(options.latest_signals_max) {
  counts_.last_seq = options.last_seq;
}

void CollectorDesk::handle(const command::Begin& begin) {
  if (collector_.begin(begin) != nullptr && observer_ != nullptr)
    observer_->job_started({begin.job_id, begin.request, begin.accepted.wall});
  count_faults();
}

void CollectorDesk::handle(const command::PartStarted& started) {
  const JobFold* job = collector_.find(started.job_id);
  if (job != nullptr && observer_ != nullptr)
    observer_->exchange_started({started.job_id, job->spelled(started.exchange)});
  count_faults();
}

void CollectorDesk::handle(const command::Part& part) {
  const base::MonoTime began = clock_.mono();
  JobFold::Piece* piece = collector_.part(part, decoded(part));
  if (piece == nullptr) return count_faults();
  piece->detail.filter_seconds = base::seconds(clock_.mono() - began);
  tell_piece(part.job_id, part.exchange, *piece);
}

// What cannot be read is this exchange's failure, like any other.
const proto::PartialResult& CollectorDesk::decoded(const command::Part& part) {
  if (decoded_of_ == part.payload) return decoded_;
  decoded_of_ = part.payload;
  auto read = proto::decode_partial(*part.payload);
  if (read.ok()) {
    decoded_ = std::move(read).value();
    latest_.store(decoded_);
  } else {
    ++counts_.partials_unreadable;
    decoded_ = {};
    decoded_.exchange = part.exchange;
    decoded_.failure =
        proto::Failure{proto::ErrorKind::internal,
                       part.exchange + ": the worker's answer cannot be read: " + read.error()};
  }
  return decoded_;
}

void CollectorDesk::handle(const command::Missing& missing) {
  const JobFold::Piece* piece = collector_.missing(missing);
  if (piece == nullptr) return count_faults();
  tell_piece(missing.job_id, missing.exchange, *piece);
}

void CollectorDesk::tell_piece(const std::string& job_id, const std::string& exchange,
                               const JobFold::Piece& piece) {
  if (observer_ != nullptr) observer_->exchange_finished({job_id, piece.detail});
  const JobFold& job = *collector_.find(job_id);
  publish(proto::partial_topic(job_id, exchange), 0,
          shared(proto::encode(proto::PublishedPartial{job_id, exchange, piece.detail,
                                                       piece.kept.signals, piece.kept.truncated,
                                                       job.request().timeframe})));
}

void CollectorDesk::handle(const command::Progress& progress) {
  publish(proto::progress_topic(progress.progress.job_id), 0,
          shared(proto::encode(progress.progress)));
}

void CollectorDesk::handle(const command::Finish& finish) {
  JobFold* job = collector_.find(finish.job_id);
  if (job == nullptr) return count_faults();
  const base::WallTime accepted = job->accepted().wall;
  const base::MonoTime began = clock_.mono();
  job->merge();
  const base::Now now = clock_.now();
  Collector::Finished finished = collector_.finish(finish, now.mono - began, now);
  ++unpublished_;
  journal_.push(
      StoredResult{finish.job_id, finish.seq, std::move(finished.encoded), finish.status});
  if (observer_ != nullptr) observer_->job_finished({accepted, now.wall, &finished.result});
  count_faults();
}

void CollectorDesk::handle(const command::CircuitChanged& changed) {
  if (observer_ != nullptr)
    observer_->circuit_changed({changed.exchange, changed.market, changed.now});
}

void CollectorDesk::handle(const ReadLatest& asked) {
  const Kept found = latest_.query(asked.query);
  ReadyReply reply{asked.client,
                   proto::encode_latest(asked.client.correlation, found.signals, found.truncated),
                   nullptr, false};
  if (!broker_.try_push(BrokerMail(std::move(reply)))) ++counts_.replies_dropped;
}

void CollectorDesk::publish(const StoredResult& kept) {
  publish(proto::result_topic(kept.job_id), kept.seq, kept.encoded);
  ++counts_.results_published;
  counts_.last_seq = kept.seq;
  if (unpublished_ > 0) --unpublished_;
}

void CollectorDesk::beat() {
  publish(proto::kHealthTopic, 0,
          shared(proto::encode(proto::Health{epoch_, counts_.last_seq, collector_.jobs()})));
}

void CollectorDesk::publish(std::string_view topic, std::uint64_t seq, const base::Bytes& body) {
  publisher_.publish(topic, seq, body);
  counts_.published = publisher_.published();
  counts_.unread_bytes = publisher_.unread_bytes();
  if (counts_.overflows.exchange(publisher_.overflows()) == publisher_.overflows()) return;
  if (observer_ != nullptr) observer_->subscribers_sent_away(publisher_.unread_bytes());
}

void CollectorDesk::count_faults() {
  counts_.unexpected = collector_.counters().unexpected;
  counts_.results_shortened = collector_.counters().results_shortened;
}

}  // namespace scand::broker
