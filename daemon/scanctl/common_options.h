#pragma once
// The options that all commands share: where scand is, keys, time limit, form of the output. The
// commands in offline/ ignore most of them.

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
  std::string key_file;    // file with the client's secret key; empty: connect without keys
  std::string server_key;  // scand's public key, or a file that holds it
  std::optional<double> timeout_seconds;  // scanctl's own limit; unset: the command's default
  bool json = false, jsonl = false, quiet = false, no_color = false;

  [[nodiscard]] Output output() const {
    return json ? Output::json : jsonl ? Output::jsonl : Output::text;
  }
};

// Users may write them before or after the command's name.
void add_common_options(CLI::App& app, CommonOptions& options);

}  // namespace scand::daemon
