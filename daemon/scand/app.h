#pragma once
// The composition root: makes the parts of scand, joins them, starts them and stops them in
// reverse. Nothing else knows all the parts. Start reading at run() in app.cc.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "broker/broker.h"
#include "daemon/gateway/gateway.h"
#include "daemon/metrics/job_meter.h"
#include "daemon/metrics/metrics.h"
#include "daemon/metrics/observers.h"
#include "daemon/scand/config/config_reader.h"
#include "daemon/scand/hold_notes.h"
#include "daemon/scand/log/human_log.h"
#include "daemon/scand/stop_signals.h"
#include "daemon/scand/systemd_notify.h"
#include "daemon/scand/watchdog.h"
#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "lib/exchange/registry.h"
#include "lib/rate/limiter_registry.h"
#include "lib/scan/exchange_scanner.h"

namespace scand::daemon {

// Loads the exchanges that the configuration asks for: built-in descriptors, and files over them.
// The names under `exchanges` in `config` become canonical ids.
[[nodiscard]] base::Result<lib::exchange::Registry, std::vector<ConfigFault>> load_exchanges(
    Config& config);

// Stops what was started, in reverse order. A part records its stop when it starts, so the two
// orders cannot drift apart.
class Lifecycle {
 public:
  Lifecycle() = default;
  ~Lifecycle() { stop(); }
  Lifecycle(const Lifecycle&) = delete;
  Lifecycle& operator=(const Lifecycle&) = delete;

  // `undo` must not throw.
  void started(std::function<void()> undo) { undo_.push_back(std::move(undo)); }
  // Calls each recorded stop once, the last one first.
  void stop() {
    while (!undo_.empty()) {
      auto undo = std::move(undo_.back());
      undo_.pop_back();
      undo();
    }
  }

 private:
  std::vector<std::function<void()>> undo_;
};

// Lives on the main thread, which waits in run(). Its parts have threads of their own.
class App {
 public:
  // Binds the endpoints. Throws std::exception that says what is wrong and what to do. The settings
  // and `registry` are those after load_exchanges. All references must outlive the App.
  App(const Settings& settings, const lib::exchange::Registry& registry, base::Log& log,
      const base::Clock& clock, StopSignals& signals,
      const std::optional<broker::BrokerSecurity>& security);

  // Serves until a signal or a fault; then stops, within a bounded time. Returns the exit code.
  [[nodiscard]] int run();

  // The page for Prometheus, as of now. Any thread may call it.
  [[nodiscard]] std::string metrics_page() const { return metrics_.page(); }

 private:
  // One step of SIGHUP. Returns why it failed; then its old state stays. Empty: it succeeded.
  using Reload = std::function<std::string()>;

  [[nodiscard]] lib::LimitersByExchange make_limiters(const lib::exchange::Registry& registry);
  [[nodiscard]] broker::BrokerParts make_parts();
  [[nodiscard]] MetricsSources metrics_sources(const lib::exchange::Registry& registry) const;
  // How well each exchange answered in an earlier process; the broker ranks by it.
  [[nodiscard]] std::vector<broker::ExchangeRank> restore_ranks(
      const std::vector<broker::JournalNote>& notes);
  void add_reloads();
  void reload();
  void log_denied(const broker::Denial& denied);
  void announce();
  void notify_ready();
  [[nodiscard]] base::LoopTurns turns() const;
  // Feeds systemd's watchdog if every loop has turned lately; logs those that have not.
  void check_loops();
  [[nodiscard]] int wait_until_stopped();
  void start_gateway();
  void stop_gateway();
  void stop_broker();

  const Settings& settings_;
  base::Log& log_;
  const base::Clock& clock_;
  StopSignals& signals_;
  SystemdNotify systemd_;
  const proto::ExchangeDirectory offered_;
  // Made before broker_, yet it writes holds to broker_'s journal. That is safe: holds begin on the
  // broker's worker threads alone, which exist while broker_ does.
  HoldNotes hold_notes_;
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
