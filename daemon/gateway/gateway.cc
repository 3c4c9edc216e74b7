// Tested by tests/integration/test_http.py
#include "daemon/gateway/gateway.h"

#include <utility>

#include "daemon/gateway/routes.h"

namespace scand::daemon::gateway {
namespace {

AccessOptions access_options(AccessOptions options) {
  options.open_paths = open_paths();
  return options;
}

ApiParts api_parts(const GatewayOptions& options, Asker& link, const broker::Broker& broker,
                   const base::Clock& clock) {
  const auto health = [&broker, &clock] {
    const base::MonoTime turned = broker.last_turn();
    return BrokerHealth{broker.status(), clock.mono() - turned};
  };
  return {
      link, health, options.metrics, options.version, options.cached_scans, options.cached_bytes};
}

}  // namespace

Gateway::Gateway(const GatewayOptions& options, broker::Broker& broker, const base::Clock& clock)
    : link_(broker.context(), clock),
      api_(api_parts(options, link_, broker, clock)),
      guarded_(access_options(options.access), api_),
      address_(options.server.address),
      port_(options.server.port),
      server_(options.server, guarded_, clock) {}

void Gateway::start() {
  link_.start();
  guarded_.start(address_, port_);
  server_.start();
}

base::LoopTurns Gateway::turns() const {
  auto turns = server_.turns();
  turns.emplace("gateway-link", link_.last_turn());
  return turns;
}

void Gateway::stop(std::chrono::milliseconds grace) {
  server_.stop(grace);
  link_.stop();
}

}  // namespace scand::daemon::gateway
