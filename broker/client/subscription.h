#pragma once
// The SUB socket to scand's publisher. Publications can be lost (a slow reader, a lost connection,
// a job that ended before the subscription reached scand), so do not wait for a certain one.
// Nothing here blocks. Used by one thread.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "broker/client/answer.h"
#include "broker/wire/handshake_monitor.h"
#include "broker/wire/socket.h"

namespace scand::client {

class Subscription {
 public:
  // Throws std::runtime_error when the endpoint or a key is malformed.
  Subscription(std::shared_ptr<broker::SocketContext> context, const std::string& endpoint,
               const std::optional<broker::CurveIdentity>& keys = std::nullopt);

  void follow(const std::string& job_id);  // its progress, partial results and result
  void unfollow(const std::string& job_id);
  void follow_all();  // those of every job, and the heartbeat

  // The next publication; nullopt when none is queued. One that cannot be read is skipped and
  // counted.
  [[nodiscard]] std::optional<Publication> receive();
  [[nodiscard]] std::uint64_t unreadable() const { return unreadable_; }
  // Whether scand has denied this client: then nothing will ever arrive.
  [[nodiscard]] bool denied();

  [[nodiscard]] broker::Socket& socket() { return socket_; }             // for poll()
  [[nodiscard]] broker::Socket& monitor() { return monitor_.socket(); }  // readable: call denied()

 private:
  broker::Socket socket_;
  broker::HandshakeMonitor monitor_;
  bool denied_ = false;
  std::uint64_t unreadable_ = 0;
};

}  // namespace scand::client
