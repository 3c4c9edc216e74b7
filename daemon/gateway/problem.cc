#include "daemon/gateway/problem.h"

#include <algorithm>
#include <utility>

#include "daemon/http/ascii.h"
#include "daemon/http/status.h"
#include "proto/encoding/json_writer.h"

namespace scand::daemon::gateway {
namespace {

// "Bad Request" -> "bad-request"; two slugs are older than their phrases.
std::string slug_of(int status, std::string_view phrase) {
  if (status == 431) return "header-too-large";
  if (status == 500) return "internal-error";
  if (status < 400 || phrase == "Unknown") return "error";
  std::string slug = http::lower_case(phrase);
  std::ranges::replace(slug, ' ', '-');
  return slug;
}

void text_member(proto::Writer& out, std::string_view key, std::string_view text) {
  out.key(key);
  out.string(text);
}

}  // namespace

Problem status_problem(int status, std::string detail) {
  const auto phrase = http::reason_phrase(status);
  Problem problem;
  problem.status = status;
  problem.slug = slug_of(status, phrase);
  problem.title = phrase;
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

http::Response problem_response(const Problem& problem, std::vector<http::Header> headers) {
  http::Response response;
  response.status = problem.status;
  response.content_type = kProblemContentType;
  response.headers = std::move(headers);
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = std::make_shared<const std::string>(problem_json(problem));
  return response;
}

}  // namespace scand::daemon::gateway
