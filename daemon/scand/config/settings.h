#pragma once
// What an operator can set, as plain values. setting_table.cc has their names, defaults, bounds and
// meanings. Make a Settings with default_settings() or config_file.h, never field by field: the
// fields have no defaults here.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/signal/config.h"

namespace scand::daemon {

struct EndpointSettings {
  std::string endpoint;
};
struct HttpApiSettings {
  bool enabled;
  std::string endpoint, token_file, allowed_origins;
  std::uint64_t threads, connections_max, requests_max, header_bytes, cached_scans, cached_bytes;
  double idle_seconds;
};
struct SecuritySettings {
  std::string server_key_file, clients_file;
  bool insecure_beyond_loopback;
};
struct LimitSettings {
  std::uint64_t message_bytes, result_bytes, results_kept, results_bytes;
  std::uint64_t client_unread_bytes, subscribers_unread_bytes;
};
struct JournalSettings {
  std::string mode, directory, on_damage;
  double results_age_hours;
};
struct ApiSettings {
  bool strict;
};
struct RequestSettings {
  std::string exchange;
  double deadline_seconds, min_volume_usd;
  std::uint64_t limit;
};
struct ScanSettings {
  std::uint64_t top_n, requests_in_flight;
  double close_grace_seconds, gap_ratio_max;
};
struct HttpSettings {
  double connect_timeout_seconds;
  std::string ca_file, proxy, egress_address, user_agent;
  std::uint64_t max_connections_per_host;
};
struct RateSettings {
  double share, assume_spent;
  std::uint64_t jitter_ms;
};
struct LogSettings {
  std::string format, level;
};
struct ShutdownSettings {
  double drain_seconds;
};
struct PoolSettings {
  std::uint64_t workers, workers_max, jobs_max, jobs_per_client, tasks_per_exchange;
  std::string exchanges_directory;
};

// exchanges.<id>: overrides the exchange's descriptor. What is not set is as the descriptor says.
struct ExchangeSettings {
  bool enabled = true;
  std::string base_url;    // empty: the descriptor's
  std::string descriptor;  // a file; empty: the built-in descriptor
  std::optional<std::uint64_t> top_n;
  std::optional<double> share;
};

struct Settings {
  EndpointSettings frontend, publisher;
  HttpApiSettings http_api;
  SecuritySettings security;
  PoolSettings pool;
  LimitSettings limits;
  JournalSettings journal;
  ApiSettings api;
  RequestSettings request;
  ScanSettings scan;
  HttpSettings http;
  RateSettings rate;
  lib::signal::SignalConfig signals;
  LogSettings log;
  ShutdownSettings shutdown;
  std::map<std::string, ExchangeSettings> exchanges;  // by the name in the file, in lower case
};

}  // namespace scand::daemon
