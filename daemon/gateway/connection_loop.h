#pragma once
// One thread's share of the server: its loop, its connections, and what these share. Everything but
// the constructor, start(), stop(), loop() and last_turn() is for the loop's thread.

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "daemon/gateway/connection_book.h"
#include "daemon/gateway/deadlines.h"
#include "daemon/gateway/event_loop.h"
#include "daemon/gateway/http_counters.h"
#include "daemon/gateway/http_message.h"
#include "daemon/gateway/listener.h"
#include "daemon/gateway/outgoing.h"
#include "daemon/gateway/request_gate.h"

namespace scand::daemon::gateway {

class Connection;

// What all loops share. Fixed after construction, or thread-safe by itself.
struct ServerParts {
  ServerParts(const HttpServerOptions& server_options, Handler& server_handler,
              const base::Clock& server_clock)
      : options(server_options),
        handler(server_handler),
        clock(server_clock),
        maker(options),
        gate(maker.cors(), options.open_paths),
        book(options.limits) {}

  const HttpServerOptions options;
  Handler& handler;
  const base::Clock& clock;
  const OutgoingMaker maker;
  const RequestGate gate;
  ConnectionBook book;
  // Shared with what may outlive the server: requests that the handler still has.
  const std::shared_ptr<HttpCounters> counters = std::make_shared<HttpCounters>();
};

class ConnectionLoop {
 public:
  ConnectionLoop(ServerParts& parts, std::string thread_name,
                 std::shared_ptr<const TokenTable> tokens);
  ~ConnectionLoop();
  ConnectionLoop(const ConnectionLoop&) = delete;
  ConnectionLoop& operator=(const ConnectionLoop&) = delete;

  void start();
  void stop() { loop_->stop(); }
  [[nodiscard]] const std::shared_ptr<EventLoop>& loop() { return loop_; }
  // When it last came round, at least once a second while it does. From any thread.
  [[nodiscard]] base::MonoTime last_turn() const {
    return base::MonoTime(base::Nanos(last_turn_ns_));
  }

  // Takes the connection in, or tells it why not, as the door says.
  void adopt(Accepted& accepted, ConnectionBook::Door door);
  void use_tokens(std::shared_ptr<const TokenTable> tokens) { tokens_ = std::move(tokens); }
  // No connection takes a new request; each ends when it has answered.
  void drain();
  // Ends them all now.
  void abort();

  // For the connections.
  [[nodiscard]] ServerParts& parts() { return parts_; }
  [[nodiscard]] HttpCounters& counters() { return *parts_.counters; }
  [[nodiscard]] const TokenTable* tokens() const { return tokens_.get(); }
  [[nodiscard]] bool draining() const { return draining_; }
  [[nodiscard]] std::vector<char>& read_buffer() { return read_buffer_; }
  [[nodiscard]] std::string_view date();
  void set_wait(Connection& connection, Wait wait);
  void forget(Connection& connection);

 private:
  void arm_timer(base::MonoTime now);
  void expire();
  [[nodiscard]] std::vector<std::shared_ptr<Connection>> everybody() const;

  ServerParts& parts_;
  std::shared_ptr<const TokenTable> tokens_;
  const std::shared_ptr<EventLoop> loop_;
  Deadlines deadlines_;
  std::unordered_map<Connection*, std::shared_ptr<Connection>> connections_;
  std::vector<char> read_buffer_;
  base::MonoTime timer_due_ = base::MonoTime::max();
  std::atomic<std::int64_t> last_turn_ns_{0};
  std::int64_t date_second_ = -1;
  std::string date_;
  bool draining_ = false;
};

}  // namespace scand::daemon::gateway
