#include "daemon/scand/options.h"

#include <CLI/CLI.hpp>
#include <sstream>

#include "daemon/version.h"

namespace scand::daemon {

std::variant<Options, Leave> parse_options(std::span<const char* const> arguments) {
  Options options;
  CLI::App app("scand scans crypto exchanges for the jobs that services push over ZeroMQ.",
               "scand");
  app.set_version_flag("--version", "scand " + std::string(kVersion));
  app.add_option("--config", options.config_file, "the configuration file (YAML)")
      ->type_name("FILE");
  auto* check = app.add_flag("--check-config", options.check_config,
                             "say what is wrong with the configuration and leave (78 if anything)");
  app.add_flag("--print-config", options.print_config,
               "print the whole configuration in force, defaults included, and leave")
      ->excludes(check);
  app.footer(
      "Without --config every setting has its default. Exit codes: 64 wrong command line, 78 "
      "wrong configuration.");
  try {
    app.parse(static_cast<int>(arguments.size()), arguments.data());
  } catch (const CLI::ParseError& error) {
    std::ostringstream out, err;
    const bool asked = app.exit(error, out, err) == 0;
    return Leave{asked ? 0 : kExitUsage, asked ? out.str() : "scand: " + err.str()};
  }
  return options;
}

}  // namespace scand::daemon
