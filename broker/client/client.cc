#include "broker/client/client.h"

#include <algorithm>
#include <utility>

#include "broker/client/channel.h"
#include "proto/scan_result.h"

namespace scand::client {
namespace {

using std::chrono::milliseconds;
using OnInterrupt = Channel::OnInterrupt;
using Reply = Channel::Reply;

// wait() asks scand to hold each scan.wait no longer than this, and then asks again. So a lost
// reply (scand restarted, the connection broke) delays the result by no more than this.
constexpr milliseconds kWaitSlice{5'000};
// How much later than asked for the reply to a scan.wait may arrive.
constexpr milliseconds kWaitGrace{2'000};

proto::Value job_body(const std::string& job_id) {
  return proto::Value::Map{{"job_id", proto::Value(job_id)}};
}

proto::Value wait_body(const std::string& job_id, milliseconds timeout) {
  return proto::Value::Map{{"job_id", proto::Value(job_id)},
                           {"timeout_ms", proto::Value(std::int64_t{timeout.count()})}};
}

Answer<JobState> state_of(const Channel& channel, const std::string& job_id, const Reply& reply) {
  if (reply.type == proto::ReplyType::error) return channel.refused(reply);
  if (const proto::Value* result = reply.result()) {
    const auto status = proto::result_status(*result);
    if (!status) return channel.unexpected(reply);
    return JobState{job_id, *status, *result};
  }
  const auto status = reply.status();
  if (!status) return channel.unexpected(reply);
  return JobState{job_id, *status, std::nullopt};
}

Answer<proto::Value> body_of(Answer<Reply> reply) {
  if (!reply.ok()) return reply.error();
  return std::move(reply.value().body);
}

}  // namespace

Client::Client(const ClientOptions& options, const base::Clock& clock)
    : channel_(std::make_unique<Channel>(options, clock)) {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

Answer<std::string> Client::connect() {
  if (auto failed = channel_->connect(channel_->options().connect_limit)) return *failed;
  const auto reply = channel_->call(proto::MessageType::ping, {});
  if (!reply.ok()) return reply.error();
  const proto::Value* version = reply.value().body.find("version");
  if (version == nullptr || version->string() == nullptr)
    return channel_->unexpected(reply.value());
  return *version->string();
}

Answer<Accepted> Client::submit(const proto::Value& request) {
  const auto id = channel_->send(proto::MessageType::scan_submit, request);
  if (!id) return channel_->error(ClientError::Kind::cannot_connect);
  auto reply = channel_->require_reply(*id);
  if (!reply.ok() && reply.error().kind == ClientError::Kind::interrupted)
    reply = channel_->require_reply(*id, OnInterrupt::keep_waiting);
  if (!reply.ok()) return reply.error();
  const auto job_id = reply.value().job_id();
  const auto status = reply.value().status();
  if (!job_id || !status) return channel_->unexpected(reply.value());
  return Accepted{*job_id, *status};
}

Answer<JobState> Client::get(const std::string& job_id) {
  const auto reply = channel_->call(proto::MessageType::scan_get, job_body(job_id));
  if (!reply.ok()) return reply.error();
  return state_of(*channel_, job_id, reply.value());
}

Answer<JobState> Client::wait(const std::string& job_id, milliseconds limit,
                              const Listener& listener) {
  const base::MonoTime until = channel_->now() + limit;
  std::optional<JobState> last;
  for (;;) {
    const auto left = std::chrono::ceil<milliseconds>(until - channel_->now());
    const milliseconds slice = std::clamp(left, milliseconds(0), kWaitSlice);
    const auto id = channel_->send(proto::MessageType::scan_wait, wait_body(job_id, slice));
    if (id) {
      const auto reply = channel_->wait_reply(*id, channel_->now() + slice + kWaitGrace, listener);
      if (!reply.ok()) return reply.error();
      if (reply.value()) {
        auto state = state_of(*channel_, job_id, *reply.value());
        if (!state.ok() || state.value().result) return state;
        last = std::move(state).value();
      }
    } else if (auto failed = channel_->reconnect(slice)) {
      return *failed;
    }
    if (channel_->now() < until) continue;
    if (last) return *last;
    return channel_->error(id ? ClientError::Kind::no_answer : ClientError::Kind::cannot_connect);
  }
}

Answer<proto::JobStatus> Client::cancel(const std::string& job_id) {
  const auto reply = channel_->call(proto::MessageType::scan_cancel, job_body(job_id));
  if (!reply.ok()) return reply.error();
  const auto status = reply.value().status();
  if (!status) return channel_->unexpected(reply.value());
  return *status;
}

Answer<proto::Value> Client::list(const proto::Value& query) {
  return body_of(channel_->call(proto::MessageType::scan_list, query));
}
Answer<proto::Value> Client::latest(const proto::Value& query) {
  return body_of(channel_->call(proto::MessageType::signals_latest, query));
}
Answer<proto::Value> Client::exchanges() {
  return body_of(channel_->call(proto::MessageType::exchanges_list, {}));
}
Answer<proto::Value> Client::status() {
  return body_of(channel_->call(proto::MessageType::status, {}));
}

void Client::follow(const std::string& job_id) {
  channel_->subscription().follow(job_id);
}
void Client::unfollow(const std::string& job_id) {
  channel_->subscription().unfollow(job_id);
}
void Client::follow_all() {
  channel_->subscription().follow_all();
}

Answer<std::optional<Publication>> Client::next(milliseconds limit) {
  return channel_->next_publication(channel_->now() + limit);
}

}  // namespace scand::client
