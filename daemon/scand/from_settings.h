#pragma once
// Translates settings into the options that each room takes. Pure. Only this file knows both sides.

#include <string>
#include <vector>

#include "broker/broker.h"
#include "daemon/gateway/gateway.h"
#include "daemon/scand/config/settings.h"
#include "lib/exchange/registry.h"
#include "lib/http/client_options.h"
#include "lib/rate/limiter.h"
#include "lib/scan/exchange_scan.h"

namespace scand::daemon {

[[nodiscard]] lib::exchange::RegistryOptions registry_options(const Settings& settings);
// The exchanges as clients see them: without disabled ones, and with the configured topN.
[[nodiscard]] proto::ExchangeDirectory offered_exchanges(const Settings& settings,
                                                         const lib::exchange::Registry& registry);
// The rate budget of one exchange: its published limits, and the share of them that scand may use.
// `published`: the budgets of all descriptors, by group.
[[nodiscard]] lib::rate::BudgetSpec budget_of(const Settings& settings,
                                              const lib::exchange::Descriptor& descriptor,
                                              std::vector<lib::rate::BudgetSpec> published);
[[nodiscard]] lib::ScanRules scan_rules(const Settings& settings);
[[nodiscard]] lib::http::ClientOptions http_options(const Settings& settings);
// The caller adds version and metrics.
[[nodiscard]] gateway::GatewayOptions gateway_options(const Settings& settings);
// `exchanges` must outlive the broker.
[[nodiscard]] broker::BrokerOptions broker_options(const Settings& settings,
                                                   const proto::ExchangeDirectory& exchanges);

}  // namespace scand::daemon
