#include "daemon/scanctl/common_options.h"

#include <CLI/CLI.hpp>

namespace scand::daemon {

void add_common_options(CLI::App& app, CommonOptions& options) {
  app.add_option("--server", options.server, "scand's frontend.endpoint")
      ->envname("SCAND_SERVER")
      ->capture_default_str();
  app.add_option("--publisher", options.publisher, "scand's publisher.endpoint")
      ->envname("SCAND_PUBLISHER")
      ->capture_default_str();
  auto* key = app.add_option("--key-file", options.key_file,
                             "the file with this client's secret key (scanctl keys new)")
                  ->envname("SCAND_KEY_FILE")
                  ->type_name("FILE");
  auto* server_key = app.add_option("--server-key", options.server_key,
                                    "scand's public key, or a file that holds it")
                         ->envname("SCAND_SERVER_KEY")
                         ->type_name("KEY");
  key->needs(server_key);
  server_key->needs(key);
  app.add_option("--timeout", options.timeout_seconds,
                 "seconds until scanctl itself gives up waiting (the job goes on)")
      ->check(CLI::Range(0.001, 1e6));
  auto* json = app.add_flag("--json", options.json, "print one JSON document");
  app.add_flag("--jsonl", options.jsonl, "print events as they come, one JSON object a line")
      ->excludes(json);
  app.add_flag("--quiet,-q", options.quiet, "no progress and no remarks, only data and errors");
  app.add_flag("--no-color", options.no_color, "no colours (as NO_COLOR)");
}

}  // namespace scand::daemon
