#pragma once
// One SUB to scand's publisher: what jobs tell while they run. Messages can be lost (a slow reader,
// a lost connection, a job that was quicker than the subscription): nobody may wait for one.
// Used by one thread.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "broker/wire/handshake_watch.h"
#include "broker/wire/socket.h"
#include "proto/encoding/value.h"
#include "proto/topics.h"

namespace scand::client {

struct Publication {
  proto::Topic topic;
  std::uint64_t seq = 0;  // of a result; else 0
  proto::Value body;
};

class Subscription {
 public:
  // Throws std::runtime_error when the endpoint is not one, or a key is none.
  Subscription(std::shared_ptr<broker::SocketContext> context, const std::string& endpoint,
               const std::optional<broker::CurveIdentity>& keys = std::nullopt);

  void follow(const std::string& job_id);  // its progress, partials and result
  void unfollow(const std::string& job_id);
  void follow_all();  // every job's, and the heartbeat

  // The next that waits; nullopt when none does. What cannot be read is passed over and counted.
  [[nodiscard]] std::optional<Publication> receive();
  [[nodiscard]] std::uint64_t unreadable() const { return unreadable_; }
  // scand has refused it: nothing will come any more.
  [[nodiscard]] bool refused();
  [[nodiscard]] broker::Socket& socket() { return socket_; }
  [[nodiscard]] broker::Socket& watch() { return watch_.socket(); }  // to poll for refused()

 private:
  broker::Socket socket_;
  broker::HandshakeWatch watch_;
  bool refused_ = false;
  std::uint64_t unreadable_ = 0;
};

}  // namespace scand::client
