#pragma once
// The HTTP API: what each route asks of the broker and how the broker's answer becomes a response.
// Nothing blocks here: a request is answered from the cache, or when the broker's answer comes.
// When a client disconnects, its job goes on.

#include <cstddef>
#include <functional>
#include <string>

#include "daemon/gateway/broker_question.h"
#include "daemon/gateway/readiness.h"
#include "daemon/gateway/result_cache.h"
#include "daemon/gateway/route_counters.h"
#include "daemon/gateway/routes.h"
#include "daemon/gateway/scan_order.h"
#include "daemon/http/message.h"

namespace scand::daemon::gateway {

struct ApiParts {
  Asker& broker;                         // must outlive the Api
  std::function<BrokerHealth()> health;  // called on any thread; returns at once
  std::function<std::string()> metrics;  // the page; empty: there is none
  std::string version;                   // of the program
  std::size_t cached_scans = 256;
  std::size_t cached_bytes = 64U << 20U;
};

// Thread-safe. `broker` must have given its last answer before the Api ends.
class Api {
 public:
  explicit Api(ApiParts parts);
  void handle(http::Request request, http::Respond respond);
  [[nodiscard]] CacheCounts cache_counts() const { return cache_.counts(); }
  [[nodiscard]] const RouteCounters& routes() const { return routes_; }

 private:
  void dispatch(const Route& route, http::Request request, const http::Respond& respond);
  void submit(const http::Request& request, const http::Respond& respond);
  void submitted(const proto::ReplyMessage& reply, ScanOrder order, const std::string& client,
                 const http::Respond& respond);
  void waited(const BrokerAnswer& answer, const std::string& job_id, const ScanOrder& order,
              const http::Respond& respond);
  void read_job(const std::string& job_id, http::Request request, const http::Respond& respond);
  void cancel(const std::string& job_id, const http::Request& request,
              const http::Respond& respond);
  void signals(const http::Request& request, const http::Respond& respond);
  // Asks this; the body of an `ok` reply, without its envelope, is the answer.
  void pass_on(proto::MessageType type, proto::Value body, const http::Request& request,
               const http::Respond& respond);
  [[nodiscard]] http::Response metrics() const;
  FinishedScan keep(const std::string& job_id, const proto::Value& result);

  const ApiParts parts_;
  ResultCache cache_;
  RouteCounters routes_;
};

}  // namespace scand::daemon::gateway
