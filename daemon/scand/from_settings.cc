#include "daemon/scand/from_settings.h"

#include <algorithm>
#include <utility>

namespace scand::daemon {
namespace {

// "[::1]" -> "::1", as getaddrinfo and Asio want it.
std::string without_brackets(const std::string& host) {
  return host.starts_with('[') ? host.substr(1, host.size() - 2) : host;
}

// "a, b" -> a b
std::vector<std::string> split_names(const std::string& text) {
  std::vector<std::string> names;
  std::string name;
  for (const char c : text + ',') {
    if (c != ',' && c != ' ') {
      name += c;
    } else if (!name.empty()) {
      names.push_back(std::exchange(name, {}));
    }
  }
  return names;
}

// nullptr: the configuration says nothing about this exchange.
const ExchangeSettings* own_settings(const Settings& settings, const std::string& id) {
  const auto found = settings.exchanges.find(id);
  return found == settings.exchanges.end() ? nullptr : &found->second;
}

}  // namespace

lib::exchange::RegistryOptions registry_options(const Settings& settings) {
  lib::exchange::RegistryOptions options;
  options.directory = settings.pool.exchanges_directory;
  for (const auto& [name, exchange] : settings.exchanges) {
    if (!exchange.descriptor.empty()) options.files.emplace_back(exchange.descriptor);
    if (!exchange.base_url.empty()) options.base_urls[name] = exchange.base_url;
  }
  return options;
}

proto::ExchangeDirectory offered_exchanges(const Settings& settings,
                                           const lib::exchange::Registry& registry) {
  // A descriptor without a topN of its own has this value.
  const std::uint32_t unset = proto::ExchangeInfo{}.default_top_n;
  std::vector<proto::ExchangeInfo> offered;
  const proto::ExchangeDirectory known = registry.directory();
  for (proto::ExchangeInfo info : known.all()) {
    const ExchangeSettings* own = own_settings(settings, info.id);
    if (own != nullptr && !own->enabled) continue;
    if (info.default_top_n == unset)
      info.default_top_n = static_cast<std::uint32_t>(settings.scan.top_n);
    if (own != nullptr && own->top_n) info.default_top_n = static_cast<std::uint32_t>(*own->top_n);
    offered.push_back(std::move(info));
  }
  return proto::ExchangeDirectory(std::move(offered));
}

lib::rate::BudgetSpec budget_of(const Settings& settings,
                                const lib::exchange::Descriptor& descriptor,
                                std::vector<lib::rate::BudgetSpec> published) {
  const auto of_group =
      std::ranges::find(published, descriptor.budget_group, &lib::rate::BudgetSpec::group);
  lib::rate::BudgetSpec budget = of_group == published.end()
                                     ? lib::rate::BudgetSpec{.group = descriptor.budget_group}
                                     : std::move(*of_group);
  const ExchangeSettings* own = own_settings(settings, descriptor.id);
  budget.share = own != nullptr && own->share ? *own->share : settings.rate.share;
  budget.jitter = std::chrono::milliseconds(settings.rate.jitter_ms);
  budget.assume_spent = settings.rate.assume_spent;
  return budget;
}

lib::ScanRules scan_rules(const Settings& settings) {
  lib::ScanRules rules;
  rules.fetch.in_flight_max = settings.scan.requests_in_flight;
  rules.market.close_grace_ms = static_cast<std::int64_t>(settings.scan.close_grace_seconds * 1000);
  rules.market.gap_ratio_max = settings.scan.gap_ratio_max;
  rules.market.signals = settings.signals;
  return rules;
}

lib::http::ClientOptions http_options(const Settings& settings) {
  lib::http::ClientOptions options;
  options.user_agent = settings.http.user_agent;
  options.ca_file = settings.http.ca_file;
  options.egress_address = settings.http.egress_address;
  options.proxy = settings.http.proxy;
  options.connect_timeout = std::chrono::duration_cast<std::chrono::milliseconds>(
      base::nanos(settings.http.connect_timeout_seconds));
  options.max_connections_per_host = static_cast<long>(settings.http.max_connections_per_host);
  // Shared by all workers: it bounds the name lookups of the whole process.
  options.lookups = std::make_shared<lib::http::LookupGate>();
  return options;
}

gateway::GatewayOptions gateway_options(const Settings& settings) {
  const auto& http = settings.http_api;
  gateway::GatewayOptions options;
  gateway::HttpServerOptions& server = options.server;
  const auto colon = http.endpoint.rfind(':');
  server.address = without_brackets(http.endpoint.substr(0, colon));
  server.port = static_cast<std::uint16_t>(std::stoul(http.endpoint.substr(colon + 1)));
  server.threads = http.threads;
  server.limits.header_bytes = http.header_bytes;
  server.limits.uri_bytes = http.header_bytes / 2;
  server.limits.body_bytes = settings.limits.message_bytes;
  server.limits.connections = http.connections_max;
  server.limits.connections_per_address = std::max<std::size_t>(http.connections_max / 2, 1);
  server.limits.requests = http.requests_max;
  server.timeouts.idle =
      std::chrono::duration_cast<std::chrono::milliseconds>(base::nanos(http.idle_seconds));
  server.token_file = http.token_file;
  server.allowed_origins = split_names(http.allowed_origins);
  options.cached_scans = http.cached_scans;
  options.cached_bytes = http.cached_bytes;
  return options;
}

broker::BrokerOptions broker_options(const Settings& settings,
                                     const proto::ExchangeDirectory& exchanges) {
  broker::BrokerOptions options;
  options.frontend_endpoint = settings.frontend.endpoint;
  options.publisher_endpoint = settings.publisher.endpoint;
  options.core.exchanges = &exchanges;
  options.core.max_jobs = settings.pool.jobs_max;
  options.core.max_jobs_per_client = settings.pool.jobs_per_client;
  options.core.finished_jobs_kept = settings.limits.results_kept;
  options.core.drain_leaves_jobs = settings.journal.mode == "durable";
  options.core.bulkhead_per_exchange = settings.pool.tasks_per_exchange;
  options.core.close_grace = base::nanos(settings.scan.close_grace_seconds);
  options.pool.workers = settings.pool.workers;
  options.pool.workers_max = settings.pool.workers_max;
  options.defaults.exchange = settings.request.exchange;
  options.defaults.min_volume_usd = settings.request.min_volume_usd;
  options.defaults.deadline_seconds = settings.request.deadline_seconds;
  options.defaults.limit = static_cast<std::uint32_t>(settings.request.limit);
  options.defaults.strict = settings.api.strict;
  options.message_bytes_max = settings.limits.message_bytes;
  options.result_bytes_max = settings.limits.result_bytes;
  options.client_unread_bytes_max = settings.limits.client_unread_bytes;
  options.subscribers_unread_bytes_max = settings.limits.subscribers_unread_bytes;
  return options;
}

}  // namespace scand::daemon
