#include "tests/sim/subscriber.h"

#include <algorithm>
#include <utility>

#include "proto/reply_message.h"

namespace scand::broker::sim {
namespace {

// The `id` of its request as a message carries it: the number 1 in msgpack.
const std::string kCorrelation(1, '\x01');

}  // namespace

void Subscriber::keep(std::uint64_t seq, std::string body) {
  results_.insert_or_assign(seq, std::move(body));
  while (results_.contains(next_))
    ++next_;
  newest_ = std::max(newest_, seq);
}

void Subscriber::on_published(std::uint64_t seq, const base::Bytes& body) {
  keep(seq, *body);
}

std::optional<ReadResults> Subscriber::next_replay(const std::string& epoch) {
  if (replay_pending_ || !has_gap()) return std::nullopt;
  replay_pending_ = true;
  ClientRef self;
  self.routing_id = "subscriber";
  self.correlation = kCorrelation;
  return ReadResults{self, {epoch, next_}};
}

void Subscriber::on_replay(const ReadyReply& reply,
                           const std::map<std::uint64_t, std::string>& kept,
                           std::vector<std::string>& violations) {
  replay_pending_ = false;
  ++replays_;
  const std::string blob = reply.blob == nullptr ? "" : *reply.blob;
  const auto read = proto::read_reply_message(reply.head + blob);
  if (!read.ok()) return violations.push_back("a replay cannot be decoded: " + read.error());
  if (read->type == proto::ReplyType::error) {
    const proto::Refusal refusal = read->refusal();
    if (!refusal.held) return violations.push_back("a replay is refused: " + refusal.message);
    next_ = std::max(next_, refusal.held->oldest_seq);
    return;
  }
  const auto* results = read->body.find("results");
  if (results == nullptr || results->array() == nullptr)
    return violations.push_back("a replay has no results");
  std::string expected;
  for (const proto::Value& result : *results->array()) {
    const auto* number = proto::result_metadata(result, "seq");
    const auto seq = number == nullptr ? 0 : number->unsigned_integer().value_or(0);
    const auto body = kept.find(seq);
    if (body == kept.end())
      return violations.push_back("a replay has a result that was never committed");
    expected += body->second;
    keep(seq, body->second);
  }
  if (expected != blob) violations.push_back("a replay has other bytes than the committed ones");
}

}  // namespace scand::broker::sim
