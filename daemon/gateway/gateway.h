#pragma once
// The HTTP gateway as one thing: server, API and the link to the broker, for the composition root.
// Starts after the broker and stops before it.

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

#include "broker/broker.h"
#include "daemon/gateway/api.h"
#include "daemon/gateway/broker_link.h"
#include "daemon/gateway/gateway_samples.h"
#include "daemon/gateway/http_server.h"
#include "lib/base/clock.h"

namespace scand::daemon::gateway {

struct GatewayOptions {
  HttpServerOptions server;  // `open_paths` are filled in here
  std::size_t cached_scans = 256;
  std::size_t cached_bytes = 64U << 20U;
  std::string version;                   // of the program
  std::function<std::string()> metrics;  // the page of /metrics; empty: there is none
};

class Gateway {
 public:
  // Both outlive the gateway.
  Gateway(const GatewayOptions& options, broker::Broker& broker, const base::Clock& clock);

  // Throws std::runtime_error that says what is wrong and what to do.
  void start();
  // Takes nobody in any more; answers who waits, for at most so long. Drain the broker first.
  void stop(std::chrono::milliseconds grace);

  // Reads the token file again; the error says why the tokens are still the old ones.
  [[nodiscard]] base::Status<std::string> reload() { return server_.reload(); }
  [[nodiscard]] std::string endpoint() const { return server_.endpoint(); }
  // When each of the gateway's loops last turned: for the watchdog. Not during start() and stop(),
  // but from the gateway's own threads at any time.
  [[nodiscard]] base::LoopTurns turns() const;
  // For the metrics. From any thread.
  [[nodiscard]] GatewayCounts counts() const {
    return {server_.counters(), link_.counters(), api_.routes(), api_.cache_counts()};
  }

 private:
  BrokerLink link_;
  Api api_;
  HttpServer server_;
};

}  // namespace scand::daemon::gateway
