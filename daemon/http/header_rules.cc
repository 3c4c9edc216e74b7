#include "daemon/http/header_rules.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "daemon/http/ascii.h"

namespace scand::daemon::http {
namespace {

constexpr std::array<std::string_view, 7> kMethods{"GET",   "HEAD",   "POST",   "PUT",
                                                   "PATCH", "DELETE", "OPTIONS"};
constexpr std::array<std::string_view, 3> kNeedLength{"POST", "PUT", "PATCH"};

std::size_t fields_of(const std::vector<Header>& headers, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::count(headers, name, &Header::first));
}

// A name or address, perhaps with a port. Spaces and other characters that no host has could split
// or forge a line wherever the value is repeated.
bool plausible_host(std::string_view host) {
  return host.size() <= 300 && std::ranges::all_of(host, [](char byte) {
           return byte > ' ' && byte != '\x7f' &&
                  std::string_view("/?#@\\\"<>,").find(byte) == std::string_view::npos;
         });
}

Fault check_host(const Request& request, const Framing& framing) {
  const auto hosts = fields_of(request.headers, "host");
  if (hosts > 1) return {400, "more than one Host field"};
  if (hosts == 0 && !framing.http10) return {400, "no Host field, which HTTP/1.1 requires"};
  if (!plausible_host(header_value(request.headers, "host")))
    return {400, "the Host field names no host"};
  return {};
}

Fault check_length(const Request& request, const Framing& framing) {
  const auto codings = fields_of(request.headers, "transfer-encoding");
  if (codings > 0 && fields_of(request.headers, "content-length") > 0)
    return {400, "Content-Length and Transfer-Encoding stand beside each other"};
  if (codings > 0 && framing.http10) return {400, "HTTP/1.0 has no Transfer-Encoding"};
  if (codings > 1 ||
      (codings == 1 &&
       !same_ignoring_case(trimmed(header_value(request.headers, "transfer-encoding")), "chunked")))
    return {501, "the only Transfer-Encoding understood is chunked"};
  if (!framing.sized && std::ranges::find(kNeedLength, request.method) != kNeedLength.end())
    return {411, "say how long the body is: Content-Length, or Transfer-Encoding: chunked"};
  return {};
}

Fault check_body_kind(const Request& request) {
  const auto coding = trimmed(header_value(request.headers, "content-encoding"));
  if (!coding.empty() && !same_ignoring_case(coding, "identity"))
    return {415, "send the body without Content-Encoding"};
  return {};
}

}  // namespace

Fault check_header(Request& request, Framing& framing) {
  if (std::ranges::find(kMethods, request.method) == kMethods.end())
    return {501, "this method is not implemented; GET, HEAD, POST, DELETE and OPTIONS are"};
  if (auto fault = check_host(request, framing)) return fault;
  if (auto fault = check_length(request, framing)) return fault;
  if (auto fault = check_body_kind(request)) return fault;
  const auto expects = trimmed(header_value(request.headers, "expect"));
  if (!expects.empty() && !framing.http10) {
    if (!same_ignoring_case(expects, "100-continue"))
      return {417, "the only Expect understood is 100-continue"};
    framing.awaits_continue = framing.has_body;
  }
  framing.head_only = request.method == "HEAD";
  if (framing.head_only) request.method = "GET";
  return {};
}

}  // namespace scand::daemon::http
