// Tested by tests/integration/test_scan.py, too, with test_security.py and test_systemd.py beside
// it.
#include "daemon/scand/app.h"

#include <csignal>
#include <cstdlib>
#include <fmt/format.h>
#include <random>
#include <utility>

#include "broker/journal/rank_notes.h"
#include "daemon/scand/config/exchange_names.h"
#include "daemon/scand/from_settings.h"
#include "daemon/scand/journal_setup.h"
#include "daemon/scand/security_setup.h"
#include "daemon/scand/task_bridge.h"
#include "daemon/version.h"

namespace scand::daemon {
namespace {

using Registry = lib::exchange::Registry;

// How long a loop may stand still before the log names it, unless systemd's WatchdogSec says.
constexpr std::chrono::seconds kLoopLimit{60};

// Time after the grace for the last answers to reach HTTP clients.
constexpr std::chrono::milliseconds kLastAnswers{2'000};
// ... and for everything else that stops after the jobs, for systemd's stop timeout.
constexpr std::chrono::seconds kStopMargin{15};

std::vector<ConfigFault> as_faults(const Registry::Errors& errors) {
  std::vector<ConfigFault> faults;
  for (const auto& error : errors)
    faults.push_back({error.file, {error.line, 0}, error.key, error.message});
  return faults;
}

std::uint64_t random_number() {
  std::random_device device;
  return (std::uint64_t{device()} << 32U) | device();
}

broker::BrokerOptions broker_options_of_this_run(
    const Settings& settings, const proto::ExchangeDirectory& offered,
    const std::optional<broker::BrokerSecurity>& security) {
  auto options = broker_options(settings, offered);
  options.version = kVersion;
  options.core.seed = random_number();
  options.security = security;
  return options;
}

std::vector<std::string> ids(const Registry& registry) {
  std::vector<std::string> all;
  for (const auto& descriptor : registry.all())
    all.push_back(descriptor.id);
  return all;
}

}  // namespace

base::Result<Registry, std::vector<ConfigFault>> load_exchanges(Config& config) {
  // Aliases are known only once descriptors are loaded, and base URLs need canonical names: so load
  // without base URLs, resolve the names, and load again.
  auto options = registry_options(config.settings);
  options.base_urls.clear();
  auto plain = Registry::load(options);
  if (!plain.ok()) return as_faults(plain.error());
  if (auto faults = resolve_exchanges(config, plain->directory()); !faults.empty()) return faults;
  auto registry = Registry::load(registry_options(config.settings));
  if (!registry.ok()) return as_faults(registry.error());
  return std::move(registry).value();
}

App::App(const Settings& settings, const Registry& registry, base::Log& log,
         const base::Clock& clock, StopSignals& signals,
         const std::optional<broker::BrokerSecurity>& security)
    : settings_(settings),
      log_(log),
      clock_(clock),
      signals_(signals),
      offered_(offered_exchanges(settings, registry)),
      hold_notes_(clock, log, [this](auto note) { return broker_.save_note(std::move(note)); }),
      budgets_(hold_notes_.listener()),
      limiters_(make_limiters(registry)),
      calls_(ids(registry)),
      setup_{&registry, &limiters_, &clock, scan_rules(settings), &calls_},
      human_log_(log),
      job_meter_(offered_, clock),
      observers_({&human_log_, &job_meter_}),
      broker_(broker_options_of_this_run(settings, offered_, security), make_parts()),
      metrics_(metrics_sources(registry), job_meter_, clock),
      watchdog_(SystemdNotify::watchdog_limit().value_or(kLoopLimit)) {
  add_reloads();
}

lib::LimitersByExchange App::make_limiters(const Registry& registry) {
  lib::LimitersByExchange limiters;
  const auto published = registry.budgets();
  for (const auto& descriptor : registry.all())
    limiters[descriptor.id] = budgets_.limiter(budget_of(settings_, descriptor, published),
                                               settings_.http.egress_address, clock_.mono());
  return limiters;
}

broker::BrokerParts App::make_parts() {
  broker::BrokerParts parts;
  parts.journal = make_journal(settings_, fmt::format("{:016x}", random_number()),
                               process_environment, clock_.wall(), log_);
  parts.restored = parts.journal->restore();
  hold_notes_.restore(parts.restored.notes, budgets_);
  parts.ranks = restore_ranks(parts.restored.notes);
  parts.handlers = scanning_handlers(setup_, http_options(settings_), clock_);
  parts.clock = &clock_;
  parts.observer = &observers_;
  parts.on_denied = [this](const auto& denied) { log_denied(denied); };
  parts.on_fault = [this](std::string_view thread, std::string_view what) {
    log_.error(
        "thread.failed",
        fmt::format("the {} thread ended: {}; scand stops, please report this", thread, what));
    signals_.fault();
  };
  return parts;
}

MetricsSources App::metrics_sources(const Registry& registry) const {
  MetricsSources sources;
  sources.status = [this] { return broker_.status(); };
  sources.budgets = [this] { return budgets_.status(clock_.mono()); };
  sources.calls = [this] { return calls_.tallies(); };
  sources.turns = [this] { return turns(); };
  sources.gateway = [this](Samples& samples) {
    if (gateway_) gateway::add_gateway(samples, gateway_->counts());
  };
  for (const auto& descriptor : registry.all())
    sources.budget_groups[descriptor.id] = descriptor.budget_group;
  return sources;
}

std::vector<broker::ExchangeRank> App::restore_ranks(
    const std::vector<broker::JournalNote>& notes) {
  auto restored = broker::restore_ranks(notes);
  for (const auto& key : restored.unreadable)
    log_.warning(
        "rank.unreadable",
        fmt::format("the journal's note '{}' cannot be read; that exchange is ranked anew", key));
  return std::move(restored.ranks);
}

void App::log_denied(const broker::Denial& denied) {
  log_.warning("client.denied",
               fmt::format("{} was not let in at {}: {}; {} more since the last line",
                           denied.address, denied.domain,
                           denied.client.empty()
                               ? "its key is not in security.clients_file"
                               : fmt::format("client '{}' lacks the role subscribe", denied.client),
                           denied.unlogged),
               {{"address", denied.address}, {"fingerprint", denied.fingerprint}});
}

void App::add_reloads() {
  if (settings_.security.clients_file.empty()) return;
  reloads_.emplace_back([this]() -> std::string {
    auto clients = load_clients(settings_.security.clients_file);
    if (!clients.ok()) return std::move(clients).error() + "; the old clients stay";
    log_.info("clients.read", "the file of clients was read again",
              {{"clients", std::uint64_t{clients->size()}}});
    broker_.replace_clients(std::move(clients).value());
    return {};
  });
}

void App::reload() {
  systemd_.reloading(clock_.mono());
  for (const auto& step : reloads_)
    if (const auto fault = step(); !fault.empty()) log_.error("reload.failed", fault);
  log_.info("scand.reloaded", "SIGHUP: reload is done");
  notify_ready();
}

int App::run() {
  broker_.start();
  lifecycle_.started([this] { stop_broker(); });
  if (settings_.http_api.enabled) start_gateway();
  announce();
  const int code = wait_until_stopped();
  lifecycle_.stop();
  log_.info("scand.stopped", "stopped");
  return code;
}

void App::start_gateway() {
  auto options = gateway_options(settings_);
  options.version = kVersion;
  options.metrics = [this] { return metrics_page(); };
  gateway_ = std::make_unique<gateway::Gateway>(options, broker_, clock_);
  lifecycle_.started([this] { stop_gateway(); });
  gateway_->start();
  reloads_.emplace_back([this]() -> std::string {
    const auto read = gateway_->reload();
    return read.ok() ? std::string() : read.error();
  });
  log_.info("http.started",
            fmt::format("HTTP clients are answered at http://{}", gateway_->endpoint()));
}

// Drains the jobs first, so that an HTTP client that waits for one still gets its result, as over
// ZeroMQ.
void App::stop_gateway() {
  const base::Nanos grace = base::nanos(settings_.shutdown.drain_seconds);
  broker_.drain(grace);
  gateway_->stop(std::chrono::ceil<std::chrono::milliseconds>(grace) + kLastAnswers);
}

void App::announce() {
  log_.info(
      "scand.started",
      fmt::format("scand {} takes jobs at {} and publishes at {}", kVersion,
                  settings_.frontend.endpoint, settings_.publisher.endpoint),
      {{"exchanges", std::uint64_t{offered_.all().size()}}, {"workers", settings_.pool.workers}});
  if (!settings_.security.server_key_file.empty())
    log_.info("security.on", "CURVE is on: clients come in by their keys");
  else if (settings_.security.insecure_beyond_loopback)
    log_.warning("security.off",
                 "clients are not authenticated, whoever can reach scand may use it");
  notify_ready();
}

void App::notify_ready() {
  systemd_.ready(
      fmt::format("{} exchanges, {} workers", offered_.all().size(), settings_.pool.workers));
}

base::LoopTurns App::turns() const {
  auto turns = broker_.turns();
  if (gateway_) turns.merge(gateway_->turns());
  return turns;
}

void App::check_loops() {
  const std::uint64_t stuck = proto::gauge(broker_.status(), "workers_stuck");
  const auto verdict = watchdog_.check(turns(), stuck, clock_.mono());
  report_verdict(log_, verdict, stuck);
  if (verdict.alive) systemd_.alive();
}

int App::wait_until_stopped() {
  for (;;) {
    check_loops();
    const auto signal =
        signals_.wait(std::chrono::ceil<std::chrono::milliseconds>(watchdog_.check_interval()));
    if (!signal) continue;
    if (*signal == 0) return EXIT_FAILURE;
    if (*signal == SIGHUP) {
      reload();
      continue;
    }
    log_.info("scand.stopping", fmt::format("{}: no new jobs; what runs has {} s",
                                            *signal == SIGINT ? "SIGINT" : "SIGTERM",
                                            settings_.shutdown.drain_seconds));
    return EXIT_SUCCESS;
  }
}

void App::stop_broker() {
  const base::Nanos grace = base::nanos(settings_.shutdown.drain_seconds);
  systemd_.stopping(std::chrono::duration_cast<std::chrono::microseconds>(grace) + kStopMargin);
  const auto report = broker_.stop(grace);
  if (!report.drained) log_.warning("scand.stopping", "some jobs did not end in time");
  if (report.stuck_workers == 0) return;
  log_.error("worker.stuck",
             fmt::format("{} workers never came back; leaving without them", report.stuck_workers));
  log_.flush();
  // A stuck thread would run on in destroyed objects, so nothing is destroyed.
  std::_Exit(EXIT_FAILURE);
}

}  // namespace scand::daemon
