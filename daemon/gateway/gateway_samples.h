#pragma once
// The gateway's counters as samples for the metrics page.

#include "daemon/gateway/broker_link.h"
#include "daemon/gateway/result_cache.h"
#include "daemon/gateway/route_counters.h"
#include "daemon/http/counters.h"
#include "daemon/metrics/sample.h"

namespace scand::daemon::gateway {

struct GatewayCounts {
  const http::Counters& http;
  const LinkCounters& link;
  const RouteCounters& routes;
  CacheCounts cache;
};

void add_gateway(Samples& out, const GatewayCounts& counts);

}  // namespace scand::daemon::gateway
