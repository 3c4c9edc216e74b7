#include "daemon/scand/security_setup.h"

#include <fmt/format.h>
#include <string_view>
#include <utility>

#include "daemon/key_file.h"

namespace scand::daemon {
namespace {

constexpr std::size_t kClientsMaxBytes = 1U << 20U;
constexpr std::string_view kCredentials = "$CREDENTIALS_DIRECTORY/";

// systemd names the directory of the service's credentials in its environment.
std::string resolved(const std::string& path, const Environment& environment) {
  const auto directory = environment("CREDENTIALS_DIRECTORY");
  if (!path.starts_with(kCredentials) || !directory) return path;
  return *directory + path.substr(kCredentials.size() - 1);
}

ConfigFault fault(const Config& config, std::string_view key, std::string message) {
  return {config.file, config.place_of(key), std::string(key), std::move(message)};
}

}  // namespace

base::Result<std::optional<broker::BrokerSecurity>, ConfigFault> load_security(
    const Config& config, const Environment& environment) {
  const auto& settings = config.settings.security;
  if (settings.server_key_file.empty()) return std::optional<broker::BrokerSecurity>();
  auto secret = load_secret(resolved(settings.server_key_file, environment));
  if (!secret.ok()) return fault(config, "security.server_key_file", std::move(secret).error());
  auto clients = load_clients(settings.clients_file);
  if (!clients.ok()) return fault(config, "security.clients_file", std::move(clients).error());
  return std::optional(
      broker::BrokerSecurity{std::move(secret).value(), std::move(clients).value()});
}

base::Result<broker::AccessTable, std::string> load_clients(const std::string& path) {
  std::string why;
  const auto text = read_small_file(path, kClientsMaxBytes, why);
  if (!text) return why;
  auto table = broker::AccessTable::parse(*text);
  if (table.ok()) return std::move(table).value();
  return fmt::format("{}:{}: {}", path, table.error().line, table.error().message);
}

}  // namespace scand::daemon
