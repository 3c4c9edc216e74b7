#pragma once
// The options that every command which talks to scand has.

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace scand::daemon {

enum class Output : std::uint8_t { text, json, jsonl };

struct CommonOptions {
  std::string server = "tcp://127.0.0.1:5555";
  std::string publisher = "tcp://127.0.0.1:5556";
  std::string key_file;    // the client's secret key; empty: as an unauthenticated client
  std::string server_key;  // scand's public key, or a file that holds it
  std::optional<double> timeout_seconds;  // scanctl's own limit; unset: as the command needs
  bool json = false, jsonl = false, quiet = false, no_color = false;

  [[nodiscard]] Output output() const {
    return json ? Output::json : jsonl ? Output::jsonl : Output::text;
  }
};

// They may stand before or after the command's name.
void add_common_options(CLI::App& app, CommonOptions& options);

}  // namespace scand::daemon
