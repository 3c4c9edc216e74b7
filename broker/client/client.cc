#include "broker/client/client.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "broker/wire/poll.h"

namespace scand::client {
namespace {

using std::chrono::milliseconds;

// One scan.wait asks for no longer than this and is asked again: a reply that is lost (a restart of
// scand, a broken connection) costs so much and no more.
constexpr milliseconds kWaitSlice{5'000};
// An answer at its time may take so long to arrive.
constexpr milliseconds kWaitGrace{2'000};
// After an interrupt, for the answer to a request that is on its way.
constexpr milliseconds kLastWord{2'000};

milliseconds until_ms(base::MonoTime until, base::MonoTime now) {
  return std::max(std::chrono::ceil<milliseconds>(until - now), milliseconds(0));
}

proto::Value job_body(const std::string& job_id) {
  return proto::Value::Map{{"job_id", proto::Value(job_id)}};
}

proto::Value wait_body(const std::string& job_id, milliseconds timeout) {
  return proto::Value::Map{{"job_id", proto::Value(job_id)},
                           {"timeout_ms", proto::Value(std::int64_t{timeout.count()})}};
}

bool is_answer_to(const proto::ReplyMessage& reply, const std::string& id) {
  return reply.id.string() != nullptr && *reply.id.string() == id;
}

ClientError refused(const proto::ReplyMessage& reply) {
  proto::Refusal refusal = reply.refusal();
  std::string message = refusal.message;
  return {ClientError::Kind::refused, std::move(message), std::move(refusal)};
}

ClientError unexpected(const std::string& endpoint, const proto::ReplyMessage& reply) {
  return {ClientError::Kind::bad_reply,
          endpoint + ": an answer of type " + std::string(name(reply.type)) +
              " without the fields it should have; is scand of another version?",
          {}};
}

}  // namespace

Client::Client(const ClientOptions& options, const base::Clock& clock)
    : options_(options),
      clock_(clock),
      context_(std::make_shared<broker::SocketContext>()),
      connection_(context_, options.frontend, options.keys),
      subscription_(context_, options.publisher, options.keys) {}

ClientError Client::not_connected(Connected why) const {
  using Kind = ClientError::Kind;
  switch (why) {
    case Connected::refused:
      return {Kind::not_authorised,
              options_.frontend +
                  ": not authorised; is the client's public key in scand's "
                  "security.clients_file?",
              {}};
    case Connected::other_mechanism:
      return {Kind::not_authorised,
              options_.frontend +
                  (options_.keys ? ": not authorised; whoever listens there has no keys, and the "
                                   "client has (security.server_key_file is not set?)"
                                 : ": not authorised; scand asks for keys (CURVE): name the "
                                   "client's secret and the server's public key"),
              {}};
    case Connected::broken:
      // A server with keys hangs up on a client without before that can read why.
      return {Kind::not_authorised,
              options_.frontend +
                  (options_.keys ? ": not authorised; whoever listens there breaks the handshake "
                                   "off: is the server's public key scand's?"
                                 : ": not authorised; whoever listens there breaks the handshake "
                                   "off: does scand ask for keys (CURVE), or is it not scand?"),
              {}};
    default:
      return error(Kind::cannot_connect);
  }
}

ClientError Client::error(ClientError::Kind kind) const {
  switch (kind) {
    case ClientError::Kind::cannot_connect:
      return {kind,
              "nobody listens at " + options_.frontend +
                  "; is scand running, and is that its frontend.endpoint?",
              {}};
    case ClientError::Kind::interrupted:
      return {kind, "interrupted", {}};
    default:
      return {kind,
              options_.frontend +
                  " gives no answer; is it scand's frontend.endpoint, and is scand healthy?",
              {}};
  }
}

Answer<std::string> Client::connect() {
  const auto connected =
      connection_.wait_connected(options_.connect_limit, options_.interrupt_fd, clock_);
  if (connected != Connected::yes) return not_connected(connected);
  const auto reply = call(proto::MessageType::ping, {});
  if (!reply.ok()) return reply.error();
  const proto::Value* version = reply.value().body.find("version");
  if (version == nullptr || version->string() == nullptr)
    return unexpected(options_.frontend, reply.value());
  return *version->string();
}

bool Client::wait_for_mail(base::MonoTime until, bool subscription, Interrupt interrupt) {
  const bool interruptible = interrupt == Interrupt::heeded && options_.interrupt_fd >= 0;
  std::array<broker::PollItem, 4> items;
  std::size_t count = 0;
  items[count++] = {&connection_.socket()};
  if (subscription) {
    (void)subscription_.refused();  // what the watch has told already would end every wait at once
    items[count++] = {&subscription_.socket()};
    items[count++] = {&subscription_.watch()};
  }
  if (interruptible) items[count++] = {nullptr, options_.interrupt_fd};
  broker::poll(std::span(items).first(count), until_ms(until, clock_.mono()));
  return !interruptible || !items[count - 1].ready;
}

void Client::tell(const Listener& listener) {
  if (!listener) return;
  while (const auto told = subscription_.receive())
    listener(*told);
}

Answer<std::optional<proto::ReplyMessage>> Client::answer_to(const std::string& id,
                                                             base::MonoTime until,
                                                             const Listener& listener,
                                                             Interrupt interrupt) {
  for (;;) {
    tell(listener);
    while (auto reply = connection_.receive()) {
      if (!reply->ok()) return reply->error();
      if (is_answer_to(reply->value(), id)) return std::optional(std::move(*reply).value());
      // A late answer to an earlier question: nobody waits for it any more.
    }
    if (clock_.mono() >= until) return std::optional<Reply>();
    if (!wait_for_mail(until, static_cast<bool>(listener), interrupt))
      return error(ClientError::Kind::interrupted);
  }
}

Answer<proto::ReplyMessage> Client::call(proto::MessageType type, const proto::Value& body) {
  const auto id = connection_.ask(type, body);
  if (!id) return error(ClientError::Kind::cannot_connect);
  return answer(*id, Interrupt::heeded);
}

Answer<proto::ReplyMessage> Client::answer(const std::string& id, Interrupt interrupt) {
  const milliseconds limit = interrupt == Interrupt::heeded ? options_.answer_limit : kLastWord;
  auto reply = answer_to(id, clock_.mono() + limit, {}, interrupt);
  if (!reply.ok()) return reply.error();
  if (!reply.value()) return error(ClientError::Kind::no_answer);
  if (reply.value()->type == proto::ReplyType::error) return refused(*reply.value());
  return std::move(*reply.value());
}

Answer<proto::Value> Client::call_for_body(proto::MessageType type, const proto::Value& body) {
  auto reply = call(type, body);
  if (!reply.ok()) return reply.error();
  return std::move(reply.value().body);
}

// The request is on its way when an interrupt comes: without its answer the caller could not say
// which job to cancel, so the answer is waited for a little longer.
Answer<Accepted> Client::submit(const proto::Value& request) {
  const auto id = connection_.ask(proto::MessageType::scan_submit, request);
  if (!id) return error(ClientError::Kind::cannot_connect);
  auto reply = answer(*id, Interrupt::heeded);
  if (!reply.ok() && reply.error().kind == ClientError::Kind::interrupted)
    reply = answer(*id, Interrupt::ignored);
  if (!reply.ok()) return reply.error();
  const auto job_id = reply.value().job_id();
  const auto status = reply.value().status();
  if (!job_id || !status) return unexpected(options_.frontend, reply.value());
  return Accepted{*job_id, *status};
}

Answer<JobState> Client::state_of(const std::string& job_id, const Reply& reply) const {
  if (reply.type == proto::ReplyType::error) return refused(reply);
  if (const proto::Value* result = reply.result()) {
    const auto status = proto::result_status(*result);
    if (!status) return unexpected(options_.frontend, reply);
    return JobState{job_id, *status, *result};
  }
  const auto status = reply.status();
  if (!status) return unexpected(options_.frontend, reply);
  return JobState{job_id, *status, std::nullopt};
}

Answer<JobState> Client::get(const std::string& job_id) {
  const auto reply = call(proto::MessageType::scan_get, job_body(job_id));
  if (!reply.ok()) return reply.error();
  return state_of(job_id, reply.value());
}

Answer<JobState> Client::wait(const std::string& job_id, milliseconds limit,
                              const Listener& listener) {
  const base::MonoTime until = clock_.mono() + limit;
  std::optional<JobState> last;
  for (;;) {
    const milliseconds slice = std::min(kWaitSlice, until_ms(until, clock_.mono()));
    const auto id = connection_.ask(proto::MessageType::scan_wait, wait_body(job_id, slice));
    if (id) {
      const auto reply = answer_to(*id, clock_.mono() + slice + kWaitGrace, listener);
      if (!reply.ok()) return reply.error();
      if (reply.value()) {
        auto state = state_of(job_id, *reply.value());
        if (!state.ok() || state.value().result) return state;
        last = std::move(state).value();
      }
    } else if (const auto connected =
                   connection_.wait_connected(slice, options_.interrupt_fd, clock_);
               connected != Connected::yes) {
      if (connected != Connected::no) return not_connected(connected);
      if (!wait_for_mail(clock_.mono(), false)) return error(ClientError::Kind::interrupted);
    }
    if (clock_.mono() < until) continue;
    if (last) return *last;
    return error(id ? ClientError::Kind::no_answer : ClientError::Kind::cannot_connect);
  }
}

Answer<proto::JobStatus> Client::cancel(const std::string& job_id) {
  const auto reply = call(proto::MessageType::scan_cancel, job_body(job_id));
  if (!reply.ok()) return reply.error();
  const auto status = reply.value().status();
  if (!status) return unexpected(options_.frontend, reply.value());
  return *status;
}

Answer<proto::Value> Client::list(const proto::Value& query) {
  return call_for_body(proto::MessageType::scan_list, query);
}
Answer<proto::Value> Client::latest(const proto::Value& query) {
  return call_for_body(proto::MessageType::signals_latest, query);
}
Answer<proto::Value> Client::exchanges() {
  return call_for_body(proto::MessageType::exchanges_list, {});
}
Answer<proto::Value> Client::status() {
  return call_for_body(proto::MessageType::status, {});
}

Answer<std::optional<Publication>> Client::next(milliseconds limit) {
  const base::MonoTime until = clock_.mono() + limit;
  for (;;) {
    if (auto told = subscription_.receive()) return std::optional(std::move(*told));
    if (subscription_.refused()) return not_connected(Connected::refused);
    if (clock_.mono() >= until) return std::optional<Publication>();
    if (!wait_for_mail(until, true)) return error(ClientError::Kind::interrupted);
  }
}

}  // namespace scand::client
