#pragma once
// The composition root: what scand is made of, in which order it starts and stops. Nothing else
// knows all the parts.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "broker/broker.h"
#include "daemon/gateway/gateway.h"
#include "daemon/metrics/job_meter.h"
#include "daemon/metrics/metrics.h"
#include "daemon/metrics/observers.h"
#include "daemon/scand/config/config_file.h"
#include "daemon/scand/lifecycle.h"
#include "daemon/scand/log/human_log.h"
#include "daemon/scand/stop_signals.h"
#include "daemon/scand/systemd_notify.h"
#include "daemon/scand/watchdog.h"
#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/exchange/registry.h"
#include "lib/rate/registry.h"
#include "lib/scan/exchange_scanner.h"

namespace scand::daemon {

// The exchanges that the configuration leads to; names under `exchanges` become canonical ids.
[[nodiscard]] base::Result<lib::exchange::Registry, std::vector<ConfigFault>> load_exchanges(
    Config& config);

class App {
 public:
  // Binds the endpoints. Throws std::exception with what is wrong and what to do. `config` and
  // `registry` are from load_exchanges.
  App(const Settings& settings, const lib::exchange::Registry& registry, base::Log& log,
      const base::Clock& clock, StopSignals& signals,
      const std::optional<broker::BrokerSecurity>& security);

  // Run in turn on SIGHUP. What cannot be read keeps its old state and says why; empty: it went
  // well.
  using Reload = std::function<std::string()>;

  // Serves until a signal or a fault; then ends what runs, bounded in time. The exit code.
  [[nodiscard]] int run();

  // What Prometheus is told now. From any thread, while this lives.
  [[nodiscard]] std::string metrics_page() const { return metrics_.page(); }

 private:
  [[nodiscard]] lib::LimitersByExchange make_limiters(const lib::exchange::Registry& registry);
  [[nodiscard]] broker::BrokerParts make_parts();
  [[nodiscard]] MetricsSources metrics_sources(const lib::exchange::Registry& registry) const;
  // What an earlier life knew of the exchanges' patience; before the first call leaves.
  void restore_holds(const std::vector<broker::JournalNote>& notes);
  // ... and of how well they answer.
  [[nodiscard]] std::vector<broker::ExchangeRank> restore_ranks(
      const std::vector<broker::JournalNote>& notes);
  void add_reloads();
  void reload();
  void tell_denied(const broker::Denial& denied);
  void announce();
  void tell_ready();
  [[nodiscard]] base::LoopTurns turns() const;
  // Tells systemd "alive" if every loop has turned lately; names those that have not.
  void look_at_loops();
  [[nodiscard]] int wait_for_the_end();
  void start_gateway();
  void stop_gateway();
  void stop_broker();

  const Settings& settings_;
  base::Log& log_;
  const base::Clock& clock_;
  StopSignals& signals_;
  SystemdNotify systemd_;
  const proto::ExchangeDirectory offered_;
  // Budgets change on the broker's worker threads alone, which live within broker_: its journal may
  // be told of a hold although the budgets are made first.
  lib::rate::LimiterRegistry budgets_;
  const lib::LimitersByExchange limiters_;
  lib::CallCounts calls_;
  const lib::ScannerSetup setup_;
  HumanLog human_log_;
  JobMeter job_meter_;
  Observers observers_;
  broker::Broker broker_;
  const Metrics metrics_;
  Watchdog watchdog_;
  std::unique_ptr<gateway::Gateway> gateway_;  // null: off
  std::vector<Reload> reloads_;
  Lifecycle lifecycle_;
};

}  // namespace scand::daemon
