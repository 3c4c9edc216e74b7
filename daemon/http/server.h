#pragma once
// The HTTP server: turns bytes into Requests for a Handler and its Responses into bytes, on threads
// of its own. It never waits for a peer, and everything about a peer is bounded (options.h). It
// speaks plain HTTP/1.1; put a proxy in front for TLS.

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "daemon/http/counters.h"
#include "daemon/http/message.h"
#include "daemon/http/options.h"
#include "lib/base/clock.h"
#include "lib/base/turn_mark.h"

namespace scand::daemon::http {

class Server {
 public:
  // `handler` and `clock` must outlive the server. A Respond that the handler still has may outlive
  // the server.
  Server(const ServerOptions& options, Handler& handler, const base::Clock& clock);
  ~Server();  // stops, without grace
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Binds and begins to answer. Throws std::runtime_error that says what is wrong with the endpoint
  // and what to do.
  void start();

  // Accepts no more connections, waits at most `grace` for the answers to requests that have come,
  // and ends all connections and threads. A second call does nothing.
  void stop(std::chrono::milliseconds grace);

  // After start(): where it listens, with the port that the system gave. "127.0.0.1:5001"
  [[nodiscard]] std::string endpoint() const;
  [[nodiscard]] std::uint16_t port() const;
  // When each thread last turned: "http 0", ... Not during start() and stop().
  [[nodiscard]] base::LoopTurns turns() const;
  // From any thread; lives as long as the server.
  [[nodiscard]] const Counters& counters() const;

 private:
  struct Impl;
  const std::unique_ptr<Impl> impl_;
};

}  // namespace scand::daemon::http
