#include "daemon/scand/config/setting_relations.h"

#include <fmt/format.h>

#include "daemon/scand/config/text_rule.h"

namespace scand::daemon {
namespace {

using Faults = std::vector<RelationFault>;

void check_workers(const Settings& settings, Faults& faults) {
  const auto& pool = settings.pool;
  if (pool.workers_max < pool.workers)
    faults.push_back({"workers_max",
                      fmt::format("given {}, but workers is {}; raise workers_max or lower workers",
                                  pool.workers_max, pool.workers),
                      "workers"});
}

// Two sockets cannot bind one port. With port * the system chooses two.
void check_endpoints(const Settings& settings, Faults& faults) {
  const auto& endpoint = settings.publisher.endpoint;
  if (endpoint == settings.frontend.endpoint && !endpoint.ends_with(":*"))
    faults.push_back(
        {"publisher.endpoint",
         fmt::format("is the same as frontend.endpoint ({}); give it its own port", endpoint),
         "frontend.endpoint"});
}

// The HTTP server refuses it, too, but only here the line of the file is known.
void check_http(const Settings& settings, Faults& faults) {
  const auto& http = settings.http_api;
  const bool loopback = http.endpoint.starts_with("127.") || http.endpoint.starts_with("[::1]:");
  if (!http.enabled || loopback || !http.token_file.empty()) return;
  faults.push_back({"http_api.endpoint",
                    fmt::format("given {}, which other machines can reach; that needs "
                                "http_api.token_file, and TLS by a proxy in front",
                                http.endpoint),
                    "http_api.token_file"});
}

// Without keys anybody who reaches an endpoint may use scand, so only loopback is allowed unless
// the operator insists.
void check_reachable(const char* key, const std::string& endpoint, Faults& faults) {
  if (is_loopback(endpoint)) return;
  faults.push_back(
      {key,
       fmt::format("given {}, which other machines can reach, and clients are not "
                   "authenticated; make keys (scanctl keys new) and set "
                   "security.server_key_file and security.clients_file, or listen on "
                   "tcp://127.0.0.1:PORT, or say security.insecure_beyond_loopback: true",
                   endpoint),
       ""});
}

void check_security(const Settings& settings, Faults& faults) {
  const auto& security = settings.security;
  if (security.server_key_file.empty() != security.clients_file.empty()) {
    const bool no_key = security.server_key_file.empty();
    faults.push_back({no_key ? "security.clients_file" : "security.server_key_file",
                      fmt::format("is set, but {} is not; CURVE takes both",
                                  no_key ? "security.server_key_file" : "security.clients_file"),
                      no_key ? "security.server_key_file" : "security.clients_file"});
  }
  if (!security.server_key_file.empty() || security.insecure_beyond_loopback) return;
  check_reachable("frontend.endpoint", settings.frontend.endpoint, faults);
  check_reachable("publisher.endpoint", settings.publisher.endpoint, faults);
}

// The store must have room for one result of the largest size.
void check_results(const Settings& settings, Faults& faults) {
  const auto& limits = settings.limits;
  if (limits.results_bytes < limits.result_bytes)
    faults.push_back(
        {"limits.results_bytes",
         fmt::format("given {}, but one result may take {} (limits.result_bytes); raise it",
                     limits.results_bytes, limits.result_bytes),
         "limits.result_bytes"});
}

// lib/signal knows what its settings may not be together; its keys lack the section's name.
void check_signals(const Settings& settings, Faults& faults) {
  const auto status = lib::signal::validate(settings.signals);
  if (status.ok()) return;
  faults.push_back({"signals." + status.error().key, status.error().message, "signals"});
}

}  // namespace

std::vector<RelationFault> check_relations(const Settings& settings) {
  Faults faults;
  check_workers(settings, faults);
  check_endpoints(settings, faults);
  check_security(settings, faults);
  check_results(settings, faults);
  check_http(settings, faults);
  check_signals(settings, faults);
  return faults;
}

}  // namespace scand::daemon
