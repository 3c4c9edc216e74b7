#pragma once
// A client of scand over ZeroMQ: submit a job, follow it, have its result. Blocking, with a limit
// on every wait; used by one thread. What a job tells while it runs is heard by subscription and
// may be lost; results are asked for over the frontend, again and again, so that no lost message
// and no restart of scand makes wait() hang or miss.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "broker/client/answer.h"
#include "broker/client/connection.h"
#include "broker/client/subscription.h"
#include "lib/base/clock.h"
#include "proto/encoding/value.h"
#include "proto/messages.h"
#include "proto/reply_message.h"
#include "proto/scan_result.h"

namespace scand::client {

struct ClientOptions {
  std::string frontend = "tcp://127.0.0.1:5555";
  std::string publisher = "tcp://127.0.0.1:5556";
  std::chrono::milliseconds connect_limit{3'000};
  std::chrono::milliseconds answer_limit{10'000};  // to what scand answers at once
  // A client's pair and the server's public key; unset: as an unauthenticated client.
  std::optional<broker::CurveIdentity> keys;
  int interrupt_fd = -1;  // when it becomes readable, calls end as `interrupted`; -1: none
};

struct Accepted {
  std::string job_id;
  proto::JobStatus status = proto::JobStatus::queued;
};

// A job as it stands; `result` once it is finished.
struct JobState {
  std::string job_id;
  proto::JobStatus status = proto::JobStatus::queued;
  std::optional<proto::Value> result;
};

using Listener = std::function<void(const Publication&)>;

class Client {
 public:
  // Throws std::runtime_error when an endpoint is not one, or a key is none. The clock outlives the
  // client.
  Client(const ClientOptions& options, const base::Clock& clock);

  // Waits until scand answers; its version.
  Answer<std::string> connect();

  // `request`: a map of the contract's fields of a scan request. An interrupt ends it only when
  // scand has not answered two seconds later.
  Answer<Accepted> submit(const proto::Value& request);
  Answer<JobState> get(const std::string& job_id);
  // Until the job is finished or `limit` has passed: then the state it is in. `listener` (may be
  // empty) hears what follow() subscribed to.
  Answer<JobState> wait(const std::string& job_id, std::chrono::milliseconds limit,
                        const Listener& listener = {});
  // The status after it; cancelling twice, or after the end, is harmless.
  Answer<proto::JobStatus> cancel(const std::string& job_id);

  // The whole reply map of the type.
  Answer<proto::Value> list(const proto::Value& query = {});
  Answer<proto::Value> latest(const proto::Value& query = {});
  Answer<proto::Value> exchanges();
  Answer<proto::Value> status();

  void follow(const std::string& job_id) { subscription_.follow(job_id); }
  void unfollow(const std::string& job_id) { subscription_.unfollow(job_id); }
  void follow_all() { subscription_.follow_all(); }
  // The next published message that was followed; nullopt when none came within `limit`.
  Answer<std::optional<Publication>> next(std::chrono::milliseconds limit);

 private:
  using Reply = proto::ReplyMessage;
  enum class Interrupt : std::uint8_t { heeded, ignored };
  Answer<Reply> call(proto::MessageType type, const proto::Value& body);
  // The answer to `id`; with the interrupt ignored, for a short time only.
  Answer<Reply> answer(const std::string& id, Interrupt interrupt);
  Answer<proto::Value> call_for_body(proto::MessageType type, const proto::Value& body);
  // The answer to `id`, or nullopt at `until`.
  Answer<std::optional<Reply>> answer_to(const std::string& id, base::MonoTime until,
                                         const Listener& listener,
                                         Interrupt interrupt = Interrupt::heeded);
  Answer<JobState> state_of(const std::string& job_id, const Reply& reply) const;
  // Waits for either socket; false: interrupted.
  bool wait_for_mail(base::MonoTime until, bool subscription,
                     Interrupt interrupt = Interrupt::heeded);
  void tell(const Listener& listener);
  [[nodiscard]] ClientError not_connected(Connected why) const;
  [[nodiscard]] ClientError error(ClientError::Kind kind) const;

  const ClientOptions options_;
  const base::Clock& clock_;
  std::shared_ptr<broker::SocketContext> context_;
  Connection connection_;
  Subscription subscription_;
};

}  // namespace scand::client
