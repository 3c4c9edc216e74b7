#include "broker/client/subscription.h"

#include <utility>

#include "proto/encoding/msgpack_to_value.h"
#include "proto/limits.h"

namespace scand::client {
namespace {

broker::SocketOptions subscriber_options(const std::optional<broker::CurveIdentity>& keys) {
  broker::SocketOptions options;
  options.curve = keys;
  options.max_message_bytes = static_cast<std::int64_t>(proto::kResultBytesMax);
  return options;
}

// [topic][sequence number][msgpack]; nullopt when it is not that.
std::optional<Publication> read(const broker::Frames& frames) {
  if (frames.size() != 3) return std::nullopt;
  auto topic = proto::parse_topic(frames[0]);
  const auto seq = proto::parse_seq_frame(frames[1]);
  if (!topic || !seq) return std::nullopt;
  auto body = proto::msgpack_to_value(frames[2], proto::kResultLimits);
  if (!body.ok()) return std::nullopt;
  return Publication{std::move(*topic), *seq, std::move(body).value()};
}

}  // namespace

Subscription::Subscription(std::shared_ptr<broker::SocketContext> context,
                           const std::string& endpoint,
                           const std::optional<broker::CurveIdentity>& keys)
    : socket_(context, broker::SocketType::sub, subscriber_options(keys)),
      monitor_(std::move(context), socket_) {
  socket_.connect(endpoint);
}

bool Subscription::denied() {
  while (const auto outcome = monitor_.next())
    denied_ = denied_ || *outcome == broker::HandshakeOutcome::denied ||
              *outcome == broker::HandshakeOutcome::mechanism_mismatch;
  return denied_;
}

// A subscription is a prefix of a topic. Job ids all have one length, so the topic of one job is
// never a prefix of another job's.
void Subscription::follow(const std::string& job_id) {
  socket_.subscribe(proto::progress_topic(job_id));
  socket_.subscribe(proto::partials_of(job_id));
  socket_.subscribe(proto::result_topic(job_id));
}

void Subscription::unfollow(const std::string& job_id) {
  socket_.unsubscribe(proto::progress_topic(job_id));
  socket_.unsubscribe(proto::partials_of(job_id));
  socket_.unsubscribe(proto::result_topic(job_id));
}

void Subscription::follow_all() {
  socket_.subscribe(proto::kProgressTopics);
  socket_.subscribe(proto::kPartialTopics);
  socket_.subscribe(proto::kResultTopics);
  socket_.subscribe(proto::kHealthTopic);
}

std::optional<Publication> Subscription::receive() {
  while (const auto frames = socket_.receive()) {
    if (auto publication = read(*frames)) return publication;
    ++unreadable_;
  }
  return std::nullopt;
}

}  // namespace scand::client
