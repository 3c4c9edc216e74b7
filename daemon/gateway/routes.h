#pragma once
// Which resource a request is for, and whether its client may use it. Pure.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "daemon/http/message.h"

namespace scand::daemon::gateway {

enum class Resource : std::uint8_t {
  scan,       // POST /api/scanner/scan
  job,        // GET, DELETE /api/scanner/scans/{job_id}
  signals,    // GET /api/scanner/signals
  status,     // GET /api/scanner/status
  exchanges,  // GET /api/scanner/exchanges
  health,     // GET /health
  ready,      // GET /health/ready
  metrics,    // GET /metrics
  openapi,    // GET /openapi.json
  version     // GET /version
};
// routes.cc has the path, the methods and the name of each.

inline constexpr std::array kResources{
    Resource::scan,   Resource::job,   Resource::signals, Resource::status,  Resource::exchanges,
    Resource::health, Resource::ready, Resource::metrics, Resource::openapi, Resource::version};
static_assert(kResources.back() == Resource::version &&
                  kResources.size() == static_cast<std::size_t>(Resource::version) + 1,
              "each resource stands here once, in the order of the enumeration");
[[nodiscard]] std::string_view name(Resource resource);

// The paths of the resources that need no token: they hold nothing private.
[[nodiscard]] std::vector<std::string> open_paths();

// The resource at the path, whatever the method; nullopt: there is none.
[[nodiscard]] std::optional<Resource> resource_at(std::string_view path);

struct Route {
  Resource resource;
  std::string job_id;  // of a job
};

// The route of a request, or the answer that ends it here: 404, 405 or OPTIONS (with `Allow`), 403,
// 406.
[[nodiscard]] std::variant<Route, http::Response> route(const http::Request& request);

}  // namespace scand::daemon::gateway
