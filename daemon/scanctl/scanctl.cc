#include "daemon/scanctl/scanctl.h"

#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>
#include <string>

#include "daemon/scanctl/commands.h"
#include "daemon/scanctl/common_options.h"
#include "daemon/scanctl/exit_code.h"
#include "daemon/version.h"

namespace scand::daemon {
namespace {

constexpr const char* kExitCodes =
    "Exit codes: 0 all exchanges fine; 3 some failed; 4 none succeeded, or another cancelled;\n"
    "5 scand is busy; 6 not authorised; 7 cannot connect; 8 timed out; 64 wrong usage or request;\n"
    "65 bad data; 78 bad descriptor; 130 interrupted. Data goes to standard output, all else to\n"
    "standard error. SCAND_SERVER, SCAND_PUBLISHER, SCAND_KEY_FILE and SCAND_SERVER_KEY stand in\n"
    "for --server, --publisher, --key-file and --server-key.";

void add_commands(CLI::App& app, const CommonOptions& common, Command& run) {
  add_scan_command(app, common, run);
  add_watch_command(app, common, run);
  add_get_command(app, common, run);
  add_cancel_command(app, common, run);
  add_status_command(app, common, run);
  add_exchanges_command(app, common, run);
  add_analyze_command(app, run);
  add_exchange_command(app, run);
  add_journal_command(app, run);
  add_keys_command(app, run);
}

}  // namespace

int run_scanctl(std::span<const char* const> arguments) {
  CommonOptions common;
  Command run;
  CLI::App app("scanctl talks to scand, the scanner of crypto exchanges.", "scanctl");
  app.fallthrough();
  app.require_subcommand(1);
  app.set_version_flag("--version", "scanctl " + std::string(kVersion));
  app.footer(kExitCodes);
  add_common_options(app, common);
  add_commands(app, common, run);
  try {
    app.parse(static_cast<int>(arguments.size()), arguments.data());
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kExitFine : kExitUsageError;
  }
  auto console = process_console(common.no_color);
  try {
    return run(console);
  } catch (const std::exception& error) {
    console.messages << "scanctl: " << error.what() << '\n';
    return kExitUsageError;  // only a malformed endpoint or key throws
  }
}

}  // namespace scand::daemon
