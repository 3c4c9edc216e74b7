#pragma once
// The commands of scanctl. Each add_…_command() registers one with the command-line parser. Parsing
// sets `run` to the command that the user named; calling it does the work.
//
// `common` and `run` must outlive the parser.
//
// Small: the commands themselves are in several .cc files.

#include <functional>

#include "daemon/scanctl/common_options.h"
#include "daemon/scanctl/console.h"

namespace CLI {
class App;
}

namespace scand::daemon {

// Returns the exit code.
using Command = std::function<int(Console&)>;

// Talk to scand.
void add_scan_command(CLI::App& app, const CommonOptions& common, Command& run);
void add_watch_command(CLI::App& app, const CommonOptions& common, Command& run);
void add_get_command(CLI::App& app, const CommonOptions& common, Command& run);
void add_cancel_command(CLI::App& app, const CommonOptions& common, Command& run);
void add_status_command(CLI::App& app, const CommonOptions& common, Command& run);
void add_exchanges_command(CLI::App& app, const CommonOptions& common, Command& run);

// Work without scand.
void add_analyze_command(CLI::App& app, Command& run);
void add_exchange_command(CLI::App& app, Command& run);
void add_journal_command(CLI::App& app, Command& run);
void add_keys_command(CLI::App& app, Command& run);

}  // namespace scand::daemon
