#pragma once
// One thread's share of the server: its event loop, its connections, and what these share. Only the
// loop's thread may use it, apart from the constructor, start(), stop(), loop() and last_turn().

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "daemon/http/answer.h"
#include "daemon/http/connection_book.h"
#include "daemon/http/counters.h"
#include "daemon/http/event_loop.h"
#include "daemon/http/listener.h"
#include "daemon/http/message.h"
#include "lib/base/turn_mark.h"

namespace scand::daemon::http {

class Connection;

// What all loops share. Fixed after construction, or thread-safe by itself.
struct ServerParts {
  ServerParts(const ServerOptions& server_options, Handler& server_handler,
              const base::Clock& server_clock)
      : options(server_options),
        handler(server_handler),
        clock(server_clock),
        maker(options),
        book(options.limits) {}

  // 503, with the time to come again.
  [[nodiscard]] Response busy(const std::string& detail) const;

  const ServerOptions options;
  Handler& handler;
  const base::Clock& clock;
  const AnswerMaker maker;
  ConnectionBook book;
  // Requests that the handler still has may outlive the server, and count to the end.
  const std::shared_ptr<Counters> counters = std::make_shared<Counters>();
};

class ServerLoop {
 public:
  ServerLoop(ServerParts& parts, std::string thread_name);
  ~ServerLoop();
  ServerLoop(const ServerLoop&) = delete;
  ServerLoop& operator=(const ServerLoop&) = delete;

  void start();
  void stop() { loop_->stop(); }
  [[nodiscard]] const std::shared_ptr<EventLoop>& loop() { return loop_; }

  // When the loop last turned, with or without work. From any thread.
  [[nodiscard]] base::MonoTime last_turn() const { return turned_.last(); }

  // Serves the connection, or tells it why not, as `verdict` says.
  void adopt(Accepted& accepted, ConnectionBook::Verdict verdict);
  // No connection takes a new request; each ends when it has answered.
  void drain();

  // For the connections.
  [[nodiscard]] ServerParts& parts() { return parts_; }
  [[nodiscard]] Counters& counters() { return *parts_.counters; }
  [[nodiscard]] bool draining() const { return draining_; }
  [[nodiscard]] std::string_view date();  // now, as HTTP writes it
  void forget(Connection& connection) { connections_.erase(&connection); }

 private:
  [[nodiscard]] std::vector<std::shared_ptr<Connection>> all_connections() const;

  ServerParts& parts_;
  const std::shared_ptr<EventLoop> loop_;
  std::unordered_map<Connection*, std::shared_ptr<Connection>> connections_;
  std::int64_t date_second_ = -1;
  std::string date_;
  bool draining_ = false;
  bool ended_ = false;
  base::TurnMark turned_;
};

}  // namespace scand::daemon::http
