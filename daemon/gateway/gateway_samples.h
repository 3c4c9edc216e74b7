#pragma once
// What the gateway counts, as the page of metrics tells it.

#include "daemon/gateway/broker_link.h"
#include "daemon/gateway/http_counters.h"
#include "daemon/gateway/result_cache.h"
#include "daemon/gateway/route_counters.h"
#include "daemon/metrics/sample.h"

namespace scand::daemon::gateway {

struct GatewayCounts {
  const HttpCounters& http;
  const LinkCounters& link;
  const RouteCounters& routes;
  CacheCounts cache;
};

void add_gateway(Samples& out, const GatewayCounts& counts);

}  // namespace scand::daemon::gateway
