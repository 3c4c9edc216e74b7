// scand: parses the command line and the configuration, then runs the App.
// Tested by tests/integration/test_docs.py, test_refusals.py and test_scan.py beside it.

#include <cstdio>
#include <exception>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "daemon/scand/app.h"
#include "daemon/scand/config/config_dump.h"
#include "daemon/scand/config/config_file.h"
#include "daemon/scand/log/log_setup.h"
#include "daemon/scand/options.h"
#include "daemon/scand/security_setup.h"

namespace {

using namespace scand;

int refuse(const std::vector<daemon::ConfigFault>& faults) {
  for (const auto& fault : faults)
    std::fprintf(stderr, "scand: %s\n", daemon::render(fault).c_str());
  return daemon::kExitConfiguration;
}

int serve(const daemon::Settings& settings, const lib::exchange::Registry& registry,
          const std::optional<broker::BrokerSecurity>& security) {
  daemon::StopSignals signals;
  const base::SystemClock clock;
  const auto format =
      daemon::choose_log_format(settings.log.format, daemon::look_at_error_stream());
  base::Log log(clock, daemon::make_log_sink(format),
                base::parse_log_level(settings.log.level).value_or(base::LogLevel::info));
  return daemon::App(settings, registry, log, clock, signals, security).run();
}

int run(const daemon::Options& options) {
  auto config = options.config_file.empty() ? daemon::ConfigResult(daemon::Config{})
                                            : daemon::load_config(options.config_file);
  if (!config.ok()) return refuse(config.error());
  auto registry = daemon::load_exchanges(*config);
  const auto security = daemon::load_security(*config, daemon::process_environment);
  auto faults = registry.ok() ? std::vector<daemon::ConfigFault>() : registry.error();
  if (!security.ok()) faults.push_back(security.error());
  if (!faults.empty()) return refuse(faults);
  if (options.print_config) std::fputs(daemon::dump_config(config->settings).c_str(), stdout);
  if (options.check_config) std::fputs("the configuration is good\n", stdout);
  if (options.print_config || options.check_config) return 0;
  return serve(config->settings, *registry, *security);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const auto parsed =
        daemon::parse_options(std::span<const char* const>(argv, static_cast<std::size_t>(argc)));
    if (const auto* leave = std::get_if<daemon::Leave>(&parsed)) {
      std::fputs(leave->text.c_str(), leave->exit_code == 0 ? stdout : stderr);
      return leave->exit_code;
    }
    return run(std::get<daemon::Options>(parsed));
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "scand: %s\n", fault.what());
    return 1;
  }
}
