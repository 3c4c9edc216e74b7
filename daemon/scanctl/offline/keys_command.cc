// scanctl keys: makes a key pair, or shows the public key of a secret key file.
// Tested by tests/integration/test_security.py

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>
#include <string>

#include "broker/wire/curve_keys.h"
#include "daemon/key_file.h"
#include "daemon/scanctl/commands.h"
#include "daemon/scanctl/exit_code.h"

namespace scand::daemon {
namespace {

void show(const std::string& public_key, Console& console) {
  console.data << fmt::format("public key   {}\nfingerprint  {}\n", public_key,
                              broker::fingerprint(public_key));
}

int make(const std::string& path, Console& console) {
  const auto keys = broker::make_curve_keys();
  if (const auto fault = write_secret(path, keys.secret)) {
    console.messages << "scanctl: " << *fault << '\n';
    return kExitUsageError;
  }
  console.messages << "scanctl: the secret key is in " << path << "; show it to nobody\n";
  show(keys.own_public, console);
  return kExitFine;
}

int look(const std::string& path, Console& console) {
  const auto secret = load_secret(path);
  if (!secret.ok()) {
    console.messages << "scanctl: " << secret.error() << '\n';
    return kExitBadData;
  }
  show(*broker::public_key_of(*secret), console);
  return kExitFine;
}

}  // namespace

void add_keys_command(CLI::App& app, Command& run) {
  auto* keys = app.add_subcommand("keys", "make keys for scand and its clients");
  keys->require_subcommand(1);
  const auto out = std::make_shared<std::string>("scand.key");
  auto* make_new = keys->add_subcommand(
      "new", "make a key pair: write the secret key to a file, show the public key");
  make_new->add_option("--out", *out, "the file to make (mode 0600)")
      ->type_name("FILE")
      ->capture_default_str();
  make_new->callback(
      [out, &run] { run = [out](Console& console) { return make(*out, console); }; });
  const auto file = std::make_shared<std::string>();
  auto* show_old = keys->add_subcommand("show", "the public key of a secret key's file");
  show_old->add_option("file", *file, "the file")->type_name("FILE")->required();
  show_old->callback(
      [file, &run] { run = [file](Console& console) { return look(*file, console); }; });
}

}  // namespace scand::daemon
