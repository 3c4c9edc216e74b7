#include "daemon/gateway/readiness.h"

#include <cstdint>
#include <fmt/format.h>
#include <string_view>

#include "daemon/gateway/problem.h"

namespace scand::daemon::gateway {
namespace {

constexpr base::Nanos kSilentMax = std::chrono::seconds(10);

}  // namespace

std::vector<NotReady> not_ready(const BrokerHealth& health) {
  std::vector<NotReady> reasons;
  if (health.silent > kSilentMax)
    reasons.push_back({"broker", fmt::format("the broker's thread has not turned for {:.0f} s; "
                                             "look at the log",
                                             base::seconds(health.silent))});
  if (health.status.draining)
    reasons.push_back({"draining", "scand is shutting down and takes no new jobs"});
  if (proto::gauge(health.status, "journal_failing") > 0)
    reasons.push_back({"journal", "the journal refuses to store jobs; look at its disk"});
  const std::uint64_t stuck = proto::gauge(health.status, "workers_stuck");
  if (stuck > 0 && stuck >= proto::gauge(health.status, "workers"))
    reasons.push_back({"workers", fmt::format("all {} workers are stuck; look at the log", stuck)});
  return reasons;
}

http::Response readiness_response(const std::vector<NotReady>& reasons) {
  if (reasons.empty()) {
    http::Response ready;
    ready.content_type = "application/json";
    ready.headers = {{"Cache-Control", "no-store"}};
    ready.body = std::make_shared<const std::string>(R"({"status":"ready"})");
    return ready;
  }
  std::string detail;
  for (const NotReady& reason : reasons)
    detail += (detail.empty() ? "" : "; ") + reason.detail;
  Problem problem = status_problem(503, detail);
  problem.slug = "not-ready";
  problem.title = "scand cannot take jobs now";
  for (const NotReady& reason : reasons)
    problem.errors.push_back({reason.check, reason.detail});
  return problem_response(problem, {{"Retry-After", "5"}});
}

}  // namespace scand::daemon::gateway
