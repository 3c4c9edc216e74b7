#include "daemon/gateway/problem.h"

#include <algorithm>
#include <array>
#include <utility>

#include "proto/encoding/json_writer.h"

namespace scand::daemon::gateway {
namespace {

struct StatusText {
  int status;
  std::string_view phrase;
  std::string_view slug;  // empty: not an error
};

constexpr auto kStatuses = std::to_array<StatusText>({
    {200, "OK", ""},
    {201, "Created", ""},
    {202, "Accepted", ""},
    {204, "No Content", ""},
    {304, "Not Modified", ""},
    {400, "Bad Request", "bad-request"},
    {401, "Unauthorized", "unauthorized"},
    {403, "Forbidden", "forbidden"},
    {404, "Not Found", "not-found"},
    {405, "Method Not Allowed", "method-not-allowed"},
    {406, "Not Acceptable", "not-acceptable"},
    {408, "Request Timeout", "request-timeout"},
    {409, "Conflict", "conflict"},
    {411, "Length Required", "length-required"},
    {412, "Precondition Failed", "precondition-failed"},
    {413, "Content Too Large", "content-too-large"},
    {414, "URI Too Long", "uri-too-long"},
    {415, "Unsupported Media Type", "unsupported-media-type"},
    {417, "Expectation Failed", "expectation-failed"},
    {422, "Unprocessable Content", "unprocessable-content"},
    {426, "Upgrade Required", "upgrade-required"},
    {429, "Too Many Requests", "too-many-requests"},
    {431, "Request Header Fields Too Large", "header-too-large"},
    {500, "Internal Server Error", "internal-error"},
    {501, "Not Implemented", "not-implemented"},
    {502, "Bad Gateway", "bad-gateway"},
    {503, "Service Unavailable", "service-unavailable"},
    {504, "Gateway Timeout", "gateway-timeout"},
    {505, "HTTP Version Not Supported", "http-version-not-supported"},
});

const StatusText* find_status(int status) {
  const auto* const found = std::ranges::find(kStatuses, status, &StatusText::status);
  return found == kStatuses.end() ? nullptr : found;
}

void text_member(proto::Writer& out, std::string_view key, std::string_view text) {
  out.key(key);
  out.string(text);
}

}  // namespace

std::string_view reason_phrase(int status) {
  const auto* const text = find_status(status);
  return text != nullptr ? text->phrase : "Unknown";
}

Problem status_problem(int status, std::string detail) {
  const auto* const text = find_status(status);
  Problem problem;
  problem.status = status;
  problem.slug = text != nullptr && !text->slug.empty() ? text->slug : "error";
  problem.title = reason_phrase(status);
  problem.detail = std::move(detail);
  return problem;
}

std::string problem_json(const Problem& problem) {
  proto::JsonWriter out;
  out.begin_map(4 + std::size_t{!problem.field.empty()} + std::size_t{!problem.errors.empty()});
  text_member(out, "type", std::string(kProblemBase) + problem.slug);
  text_member(out, "title", problem.title);
  out.key("status");
  out.integer(problem.status);
  text_member(out, "detail", problem.detail);
  if (!problem.field.empty()) text_member(out, "field", problem.field);
  if (!problem.errors.empty()) {
    out.key("errors");
    out.begin_array(problem.errors.size());
    for (const auto& error : problem.errors) {
      out.begin_map(2);
      text_member(out, "field", error.field);
      text_member(out, "message", error.message);
    }
  }
  return out.take();
}

Response problem_response(const Problem& problem, std::vector<Header> headers) {
  Response response;
  response.status = problem.status;
  response.content_type = kProblemContentType;
  response.headers = std::move(headers);
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = std::make_shared<const std::string>(problem_json(problem));
  return response;
}

}  // namespace scand::daemon::gateway
