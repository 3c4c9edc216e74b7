#include "daemon/gateway/cors.h"

#include <algorithm>
#include <utility>

#include "daemon/http/ascii.h"

namespace scand::daemon::gateway {

Cors::Cors(std::vector<std::string> allowed_origins) : allowed_(std::move(allowed_origins)) {
  all_ = std::ranges::find(allowed_, "*") != allowed_.end();
}

bool Cors::allows(std::string_view origin) const {
  if (origin.empty()) return false;
  return all_ || std::ranges::any_of(allowed_, [&](const std::string& allowed) {
           return http::same_ignoring_case(allowed, origin);
         });
}

std::vector<http::Header> Cors::answer_headers(std::string_view origin) const {
  std::vector<http::Header> headers;
  if (!on()) return headers;
  if (!all_) headers.emplace_back("Vary", "Origin");
  if (!allows(origin)) return headers;
  headers.emplace_back("Access-Control-Allow-Origin", all_ ? "*" : std::string(origin));
  headers.emplace_back("Access-Control-Expose-Headers", "ETag, Location, Retry-After");
  return headers;
}

http::Response Cors::preflight(std::string_view origin) const {
  http::Response response;
  response.status = 204;
  if (!allows(origin)) return response;
  response.headers = {
      {"Access-Control-Allow-Methods", "GET, HEAD, POST, DELETE, OPTIONS"},
      {"Access-Control-Allow-Headers",
       "Authorization, Content-Type, Idempotency-Key, If-None-Match, Prefer"},
      {"Access-Control-Max-Age", "600"},
  };
  return response;
}

bool Cors::forged(std::string_view origin, std::string_view host) const {
  if (origin.empty() || allows(origin)) return false;
  const auto slashes = origin.find("://");
  return slashes == std::string_view::npos ||
         !http::same_ignoring_case(origin.substr(slashes + 3), host);
}

}  // namespace scand::daemon::gateway
