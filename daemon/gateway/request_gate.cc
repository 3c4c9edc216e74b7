#include "daemon/gateway/request_gate.h"

#include <algorithm>

#include "daemon/gateway/problem.h"

namespace scand::daemon::gateway {
namespace {

http::Response unauthorized(bool token_sent) {
  return problem_response(
      status_problem(401, token_sent ? "this token is not known here"
                                     : "send a token: Authorization: Bearer TOKEN"),
      {{"WWW-Authenticate", token_sent ? R"(Bearer realm="scand", error="invalid_token")"
                                       : R"(Bearer realm="scand")"}});
}

}  // namespace

bool RequestGate::is_open(const std::string& path) const {
  return std::ranges::find(open_paths_, path) != open_paths_.end();
}

std::optional<http::Response> RequestGate::judge(http::Request& request,
                                                 const TokenTable* tokens) const {
  const auto origin = http::header_value(request.headers, "origin");
  if (request.method == "OPTIONS") {
    if (request.path == "*")
      return http::Response{204, {}, {{"Allow", "GET, HEAD, POST, DELETE, OPTIONS"}}, {}, {}};
    // A browser asks before it sends a token.
    if (cors_.on() && !http::header_value(request.headers, "access-control-request-method").empty())
      return cors_.preflight(origin);
  } else if (request.path == "*") {
    return problem_response(status_problem(400, "the URI * is for OPTIONS alone"));
  }
  if (request.method != "GET" && request.method != "OPTIONS" &&
      cors_.forged(origin, http::header_value(request.headers, "host")))
    return problem_response(
        status_problem(403,
                       "pages of this origin may not do this; the setting of the allowed "
                       "origins names those that may"));
  if (tokens == nullptr) {
    request.rights = rights_of({Role::submit, Role::read, Role::admin});
    return std::nullopt;
  }
  const auto token = bearer_token(http::header_value(request.headers, "authorization"));
  const auto* const entry = token.empty() ? nullptr : tokens->find(token);
  if (entry == nullptr)
    return is_open(request.path) ? std::nullopt : std::optional(unauthorized(!token.empty()));
  request.client = entry->name;
  request.rights = entry->rights;
  return std::nullopt;
}

}  // namespace scand::daemon::gateway
