#pragma once
// A command: registered with the parser, run once the whole line is understood. One file each.

#include <functional>

#include "daemon/scanctl/common_options.h"
#include "daemon/scanctl/console.h"

namespace CLI {
class App;
}

namespace scand::daemon {

// Returns the exit code.
using Command = std::function<int(Console&)>;

// Each sets `run` when the command line names it. `common` and `run` outlive the parser.
void add_scan_command(CLI::App& app, const CommonOptions& common, Command& run);
void add_watch_command(CLI::App& app, const CommonOptions& common, Command& run);
void add_get_command(CLI::App& app, const CommonOptions& common, Command& run);
void add_cancel_command(CLI::App& app, const CommonOptions& common, Command& run);
void add_status_command(CLI::App& app, const CommonOptions& common, Command& run);
void add_exchanges_command(CLI::App& app, const CommonOptions& common, Command& run);
void add_analyze_command(CLI::App& app, Command& run);
void add_exchange_command(CLI::App& app, Command& run);
void add_journal_command(CLI::App& app, Command& run);
void add_keys_command(CLI::App& app, Command& run);

}  // namespace scand::daemon
