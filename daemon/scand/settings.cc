#include "daemon/scand/settings.h"

#include <fmt/format.h>

#include "daemon/scand/setting_table.h"

namespace scand::daemon {
namespace {

using Faults = std::vector<RelationFault>;

void check_workers(const Settings& settings, Faults& faults) {
  const auto& pool = settings.pool;
  if (pool.workers_max < pool.workers)
    faults.push_back({"workers_max",
                      fmt::format("given {}, but workers is {}; raise workers_max or lower workers",
                                  pool.workers_max, pool.workers)});
}

void check_endpoints(const Settings& settings, Faults& faults) {
  const auto& endpoint = settings.publisher.endpoint;
  if (endpoint == settings.frontend.endpoint && !endpoint.ends_with(":*"))
    faults.push_back(
        {"publisher.endpoint",
         fmt::format("is the same as frontend.endpoint ({}); give it its own port", endpoint)});
}

// The server refuses it, too; here the line of the file is known.
void check_http(const Settings& settings, Faults& faults) {
  const auto& http = settings.http_api;
  const bool loopback = http.endpoint.starts_with("127.") || http.endpoint.starts_with("[::1]:");
  if (!http.enabled || loopback || !http.token_file.empty()) return;
  faults.push_back(
      {"http_api.endpoint", fmt::format("given {}, which other machines can reach; that needs "
                                        "http_api.token_file, and TLS by a proxy in front",
                                        http.endpoint)});
}

void check_results(const Settings& settings, Faults& faults) {
  const auto& limits = settings.limits;
  if (limits.results_bytes < limits.result_bytes)
    faults.push_back(
        {"limits.results_bytes",
         fmt::format("given {}, but one result may take {} (limits.result_bytes); raise it",
                     limits.results_bytes, limits.result_bytes)});
}

void check_signals(const Settings& settings, Faults& faults) {
  const auto status = lib::signal::validate(settings.signals);
  if (status.ok()) return;
  faults.push_back({"signals." + status.error().key, status.error().message});
}

}  // namespace

Settings default_settings() {
  Settings settings{};
  for (const auto& row : setting_table())
    row.set(settings, default_value(row.kind));
  return settings;
}

std::vector<RelationFault> check_relations(const Settings& settings) {
  Faults faults;
  check_workers(settings, faults);
  check_endpoints(settings, faults);
  check_results(settings, faults);
  check_http(settings, faults);
  check_signals(settings, faults);
  return faults;
}

}  // namespace scand::daemon
