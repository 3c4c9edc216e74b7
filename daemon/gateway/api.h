#pragma once
// The HTTP API: what each route asks of the broker and what becomes of the answer. Nothing waits
// here: a request is answered from the cache, or when the broker's answer comes. A client that
// leaves takes nothing with it: its job finishes, for whoever else waits.

#include <cstddef>
#include <functional>
#include <string>

#include "daemon/gateway/broker_question.h"
#include "daemon/gateway/http_message.h"
#include "daemon/gateway/readiness.h"
#include "daemon/gateway/result_cache.h"
#include "daemon/gateway/route_counters.h"
#include "daemon/gateway/routes.h"
#include "daemon/gateway/scan_order.h"

namespace scand::daemon::gateway {

struct ApiParts {
  Asker& broker;                         // outlives the Api
  std::function<BrokerHealth()> health;  // from any thread, at once
  std::function<std::string()> metrics;  // the page; empty: there is none
  std::string version;                   // of the program
  std::size_t cached_scans = 256;
  std::size_t cached_bytes = 64U << 20U;
};

// Thread-safe. Whoever answers for the broker stops before the Api ends.
class Api final : public Handler {
 public:
  explicit Api(ApiParts parts);
  void handle(Request request, Respond respond) override;
  [[nodiscard]] CacheCounts cache_counts() const { return cache_.counts(); }
  [[nodiscard]] const RouteCounters& routes() const { return routes_; }

 private:
  void dispatch(const Route& route, Request request, const Respond& respond);
  void submit(const Request& request, const Respond& respond);
  void submitted(const proto::ReplyMessage& reply, ScanOrder order, const std::string& client,
                 const Respond& respond);
  void waited(const BrokerAnswer& answer, const std::string& job_id, const ScanOrder& order,
              const Respond& respond);
  void read_job(const std::string& job_id, Request request, const Respond& respond);
  void cancel(const std::string& job_id, const Request& request, const Respond& respond);
  void signals(const Request& request, const Respond& respond);
  // A question whose `ok` is the answer, envelope apart.
  void pass_on(proto::MessageType type, proto::Value body, const Request& request,
               const Respond& respond);
  [[nodiscard]] Response metrics() const;
  FinishedScan keep(const std::string& job_id, const proto::Value& result);

  const ApiParts parts_;
  ResultCache cache_;
  RouteCounters routes_;
};

}  // namespace scand::daemon::gateway
