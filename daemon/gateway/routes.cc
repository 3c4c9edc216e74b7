#include "daemon/gateway/routes.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>
#include <string_view>

#include "daemon/gateway/problem.h"
#include "daemon/gateway/request_headers.h"
#include "daemon/gateway/tokens.h"

namespace scand::daemon::gateway {
namespace {

constexpr std::string_view kScanPrefix = "/api/scanner/scans/";
constexpr std::string_view kJson = "application/json";

struct Place {
  std::string_view path;
  Resource resource;
  std::string_view methods;  // as in `Allow`
  bool open;                 // needs no token and no role: it holds nothing private
};

constexpr std::array kPlaces{
    Place{"/api/scanner/scan", Resource::scan, "POST, OPTIONS", false},
    Place{"/api/scanner/signals", Resource::signals, "GET, HEAD, OPTIONS", false},
    Place{"/api/scanner/status", Resource::status, "GET, HEAD, OPTIONS", false},
    Place{"/api/scanner/exchanges", Resource::exchanges, "GET, HEAD, OPTIONS", false},
    Place{"/health", Resource::health, "GET, HEAD, OPTIONS", true},
    Place{"/health/ready", Resource::ready, "GET, HEAD, OPTIONS", true},
    Place{"/metrics", Resource::metrics, "GET, HEAD, OPTIONS", false},
    Place{"/openapi.json", Resource::openapi, "GET, HEAD, OPTIONS", true},
    Place{"/version", Resource::version, "GET, HEAD, OPTIONS", true},
};
constexpr Place kJob{kScanPrefix, Resource::job, "GET, HEAD, DELETE, OPTIONS", false};

const Place* find_place(std::string_view path) {
  const auto* const found = std::ranges::find(kPlaces, path, &Place::path);
  if (found != kPlaces.end()) return found;
  const bool job = path.starts_with(kScanPrefix) && path.size() > kScanPrefix.size() &&
                   path.find('/', kScanPrefix.size()) == std::string_view::npos;
  return job ? &kJob : nullptr;
}

bool allows(const Place& place, std::string_view method) {
  const auto at = place.methods.find(method);
  if (at == std::string_view::npos || method.empty()) return false;
  const auto end = at + method.size();
  return (at == 0 || place.methods[at - 1] == ' ') &&
         (end == place.methods.size() || place.methods[end] == ',');
}

bool may(const http::Request& request, const Place& place) {
  if (place.open) return true;
  const Role needed =
      request.method == "POST" || request.method == "DELETE" ? Role::submit : Role::read;
  return has_role(request.rights, needed) || has_role(request.rights, Role::admin);
}

http::Response not_allowed(const http::Request& request, const Place& place) {
  return problem_response(
      status_problem(405, fmt::format("{} is not for {}; allowed: {}", request.method, request.path,
                                      place.methods)),
      {{"Allow", std::string(place.methods)}});
}

http::Response options(const Place& place) {
  http::Response response;
  response.status = 204;
  response.headers = {{"Allow", std::string(place.methods)}};
  return response;
}

}  // namespace

std::string_view name(Resource resource) {
  constexpr std::array<std::string_view, kResources.size()> kNames{
      "scan",   "job",   "signals", "status",  "exchanges",
      "health", "ready", "metrics", "openapi", "version"};
  return kNames.at(static_cast<std::size_t>(resource));
}

std::vector<std::string> open_paths() {
  std::vector<std::string> paths;
  for (const Place& place : kPlaces)
    if (place.open) paths.emplace_back(place.path);
  return paths;
}

std::optional<Resource> resource_at(std::string_view path) {
  const Place* place = find_place(path);
  return place == nullptr ? std::nullopt : std::optional(place->resource);
}

std::variant<Route, http::Response> route(const http::Request& request) {
  const Place* place = find_place(request.path);
  if (place == nullptr)
    return problem_response(status_problem(
        404, fmt::format("nothing is at {}; /openapi.json lists what there is", request.path)));
  if (!allows(*place, request.method)) return not_allowed(request, *place);
  if (request.method == "OPTIONS") return options(*place);
  if (!may(request, *place))
    return problem_response(
        status_problem(403, fmt::format("{} may not {} {}: its token lacks the required role",
                                        request.client, request.method, request.path)));
  if (place->resource != Resource::metrics && !accepts(request.headers, kJson))
    return problem_response(status_problem(
        406, fmt::format("{} is answered in {}, which Accept refuses", request.path, kJson)));
  Route found{place->resource, {}};
  if (place == &kJob) found.job_id = request.path.substr(kScanPrefix.size());
  return found;
}

}  // namespace scand::daemon::gateway
