#pragma once
// The whole HTTP gateway: server, API and the link to the broker. Start it after the broker and
// stop it before the broker.

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

#include "broker/broker.h"
#include "daemon/gateway/api.h"
#include "daemon/gateway/broker_link.h"
#include "daemon/gateway/gateway_samples.h"
#include "daemon/gateway/guarded_api.h"
#include "daemon/http/server.h"
#include "lib/base/clock.h"

namespace scand::daemon::gateway {

struct GatewayOptions {
  http::ServerOptions server;
  AccessOptions access;  // the gateway itself fills in `open_paths`
  std::size_t cached_scans = 256;
  std::size_t cached_bytes = 64U << 20U;
  std::string version;                   // of the program
  std::function<std::string()> metrics;  // the page of /metrics; empty: there is none
};

class Gateway {
 public:
  // Both must outlive the gateway.
  Gateway(const GatewayOptions& options, broker::Broker& broker, const base::Clock& clock);

  // Throws std::runtime_error that says what is wrong and what to do.
  void start();
  // Accepts no more connections and waits at most `grace` for the answers to requests that have
  // come. Drain the broker first.
  void stop(std::chrono::milliseconds grace);

  // Reads the token file again. On an error the present tokens stay valid.
  [[nodiscard]] base::Status<std::string> reload() { return guarded_.reload(); }
  [[nodiscard]] std::string endpoint() const { return server_.endpoint(); }
  // When each of the gateway's loops last turned, for the watchdog. Not during start() and stop(),
  // except from the gateway's own threads.
  [[nodiscard]] base::LoopTurns turns() const;
  // For the metrics. From any thread.
  [[nodiscard]] GatewayCounts counts() const {
    return {server_.counters(), link_.counters(), api_.routes(), api_.cache_counts()};
  }

 private:
  BrokerLink link_;
  Api api_;
  GuardedApi guarded_;
  const std::string address_;
  const std::uint16_t port_;
  http::Server server_;
};

}  // namespace scand::daemon::gateway
