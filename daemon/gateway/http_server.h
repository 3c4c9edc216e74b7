#pragma once
// The HTTP server: bytes to Request, Response to bytes, on its own threads. It never waits for a
// peer, and everything about one is bounded (http_server_options.h). It speaks plain HTTP/1.1; for
// TLS put a proxy in front.

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "daemon/gateway/http_counters.h"
#include "daemon/gateway/http_message.h"
#include "daemon/gateway/http_server_options.h"
#include "lib/base/clock.h"
#include "lib/base/result.h"
#include "lib/base/turn_mark.h"

namespace scand::daemon::gateway {

class HttpServer {
 public:
  // `handler` and `clock` outlive the server; a Respond that the handler still has may outlive it.
  HttpServer(const HttpServerOptions& options, Handler& handler, const base::Clock& clock);
  ~HttpServer();  // stops, without grace
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Binds and begins to answer. Throws std::runtime_error that says what is wrong and what to do:
  // the endpoint, the token file, or an address beyond loopback without tokens.
  void start();

  // Accepts nobody any more; answers what is being answered, for at most so long; ends every
  // connection and the threads. A second call does nothing.
  void stop(std::chrono::milliseconds grace);

  // Reads the token file again. The error says why the tokens are still the old ones.
  [[nodiscard]] base::Status<std::string> reload();

  // After start(): where it listens, the port as the system gave it. "127.0.0.1:5001"
  [[nodiscard]] std::string endpoint() const;
  [[nodiscard]] std::uint16_t port() const;
  // When each thread last turned: "http 0", ... Not during start() and stop().
  [[nodiscard]] base::LoopTurns turns() const;
  // From any thread; lives as long as the server.
  [[nodiscard]] const HttpCounters& counters() const;

 private:
  struct Impl;
  const std::unique_ptr<Impl> impl_;
};

}  // namespace scand::daemon::gateway
