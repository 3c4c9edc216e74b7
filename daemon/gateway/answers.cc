#include "daemon/gateway/answers.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "daemon/gateway/problem.h"
#include "daemon/gateway/request_headers.h"
#include "daemon/gateway/scan_order.h"
#include "proto/encoding/json_writer.h"
#include "proto/reply_message.h"
#include "proto/request_message.h"

namespace scand::daemon::gateway {
namespace {

constexpr std::uint64_t kRetryAfterMs = 5'000;

Problem named(int status, std::string slug, std::string title, std::string detail) {
  return {status, std::move(slug), std::move(title), std::move(detail), {}, {}};
}

std::vector<Header> retry_after(std::uint64_t ms) {
  return {{"Retry-After", std::to_string(std::max<std::uint64_t>((ms + 999) / 1000, 1))}};
}

Problem as_problem(const proto::Refusal& refusal) {
  using enum proto::RefusalCode;
  switch (refusal.code) {
    case bad_request:
      if (refusal.field.empty()) return status_problem(400, refusal.message);
      return field_problem(refusal.field, refusal.message);
    case unsupported_timeframe:
      return named(422, "unsupported-timeframe", "No exchange that was named has the timeframe",
                   refusal.message);
    case unsupported:
      return named(422, "unsupported", "This version does not do that", refusal.message);
    case conflict:
      return named(422, "request-id-conflict", "The key belongs to another request",
                   refusal.message);
    case not_found:
      return status_problem(404, refusal.message);
    case busy:
      return status_problem(refusal.scope == proto::BusyScope::client ? 429 : 503, refusal.message);
    case too_old:
      return named(410, "gone", "No longer kept", refusal.message);
    case not_authorised:
      return status_problem(403, refusal.message);
    case unavailable:
      return status_problem(503, refusal.message);
    case internal:
      break;
  }
  return status_problem(500, refusal.message);
}

Response job_response(int status, std::string_view job_id, proto::JobStatus state) {
  proto::JsonWriter out;
  out.begin_map(2);
  out.key("job_id");
  out.string(job_id);
  out.key("status");
  out.string(name(state));
  Response response = json_response(status, out.take());
  response.headers.emplace_back("Location", job_location(job_id));
  return response;
}

// What a waiting client of a single scan is told; status 200: nothing went wrong.
Problem outcome(const FinishedScan& scan) {
  const std::string detail = scan.error.empty() ? "the scan found nothing" : scan.error;
  switch (scan.status) {
    case proto::JobStatus::failed:
      return named(502, "scan-failed", "The exchange could not be scanned", detail);
    case proto::JobStatus::timeout:
      return named(504, "scan-timeout", "The scan's deadline passed", detail);
    case proto::JobStatus::cancelled:
      return named(409, "scan-cancelled", "The scan was cancelled", detail);
    default:
      return named(200, "", "", "");
  }
}

std::string etag_of(const FinishedScan& scan) {
  // Weak: its bytes depend on the coding they travel in. A job has one result for ever.
  return "W/\"" + scan.job_id + '"';
}

}  // namespace

Response refused(const proto::Refusal& refusal) {
  Problem problem = as_problem(refusal);
  if (problem.field.empty() && !refusal.field.empty() && problem.status == 422) {
    problem.field = refusal.field;
    problem.errors = {{refusal.field, refusal.message}};
  }
  const bool later = problem.status == 429 || problem.status == 503;
  return problem_response(problem, later
                                       ? retry_after(refusal.retry_after_ms.value_or(kRetryAfterMs))
                                       : std::vector<Header>{});
}

Response unanswered(LinkFailure failure) {
  switch (failure) {
    case LinkFailure::full:
      return problem_response(
          status_problem(503, "as many requests are under way as scand takes; come back later"),
          retry_after(1'000));
    case LinkFailure::no_answer:
      return problem_response(
          status_problem(503,
                         "the broker did not answer in time; a scan may have been accepted: "
                         "send it again with the same Idempotency-Key, if it had one"),
          retry_after(kRetryAfterMs));
    case LinkFailure::closed:
      break;
  }
  return problem_response(status_problem(503, "scand is shutting down"),
                          retry_after(kRetryAfterMs));
}

Response json_response(int status, std::string body) {
  Response response;
  response.status = status;
  response.content_type = "application/json";
  response.headers = {{"Cache-Control", "no-store"}};
  response.body = std::make_shared<const std::string>(std::move(body));
  return response;
}

Response ok_response(const proto::Value& reply) {
  proto::Value::Map fields;
  if (const proto::Value::Map* all = reply.map())
    for (const auto& field : *all)
      if (!proto::is_envelope_field(field.key)) fields.push_back(field);
  return json_response(200, proto::to_json(proto::Value(std::move(fields))));
}

std::string job_location(std::string_view job_id) {
  return fmt::format("/api/scanner/scans/{}", job_id);
}

Response job_accepted(std::string_view job_id, proto::JobStatus status,
                      const std::string& preference_applied) {
  Response response = job_response(202, job_id, status);
  if (!preference_applied.empty())
    response.headers.emplace_back("Preference-Applied", preference_applied);
  return response;
}

Response job_state(std::string_view job_id, proto::JobStatus status) {
  return job_response(200, job_id, status);
}

FinishedScan render(const std::string& job_id, const proto::Value& result) {
  FinishedScan scan;
  scan.job_id = job_id;
  scan.status = proto::result_status(result).value_or(proto::JobStatus::failed);
  const proto::Value* mode = proto::result_metadata(result, "mode");
  scan.single = mode != nullptr && mode->string() != nullptr && *mode->string() == "single";
  const proto::Value* error = proto::result_metadata(result, "error");
  if (error != nullptr && error->string() != nullptr) scan.error = *error->string();
  scan.json = std::make_shared<const std::string>(proto::to_json(result));
  scan.gzip = std::make_shared<GzipCache>();
  return scan;
}

Response scan_finished(const FinishedScan& scan) {
  const Problem problem = scan.single ? outcome(scan) : Problem{.status = 200};
  if (problem.status != 200) {
    Response response = problem_response(problem);
    // Both are objects without a common key: the members of one after those of the other.
    std::string body = *response.body;
    body.back() = ',';
    body.append(*scan.json, 1);
    response.body = std::make_shared<const std::string>(std::move(body));
    response.headers.emplace_back("Content-Location", job_location(scan.job_id));
    return response;
  }
  Response response;
  response.content_type = "application/json";
  response.headers = {{"Cache-Control", "no-store"},
                      {"Content-Location", job_location(scan.job_id)}};
  response.body = scan.json;
  response.gzip = scan.gzip;
  return response;
}

Response scan_read(const FinishedScan& scan, const Request& request) {
  Response response;
  response.headers = {{"ETag", etag_of(scan)}, {"Cache-Control", "private, max-age=3600"}};
  if (names_tag(request.headers, etag_of(scan))) {
    response.status = 304;
    return response;
  }
  response.content_type = "application/json";
  response.body = scan.json;
  response.gzip = scan.gzip;
  return response;
}

}  // namespace scand::daemon::gateway
