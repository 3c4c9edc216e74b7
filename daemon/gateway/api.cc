#include "daemon/gateway/api.h"

#include <chrono>
#include <utility>

#include "daemon/gateway/answers.h"
#include "daemon/gateway/openapi.h"
#include "daemon/gateway/problem.h"
#include "proto/encoding/json_writer.h"
#include "proto/limits.h"

namespace scand::daemon::gateway {
namespace {

using proto::MessageType;
using std::chrono::milliseconds;

// Beyond what the broker was asked to take, for its answer to come.
constexpr milliseconds kAnswerMargin{10'000};
constexpr milliseconds kSubmitLimit{30'000};

proto::Value job_body(const std::string& job_id) {
  return proto::Value::Map{{"job_id", proto::Value(job_id)}};
}

proto::Value wait_body(const std::string& job_id, milliseconds wait) {
  return proto::Value::Map{{"job_id", proto::Value(job_id)},
                           {"timeout_ms", proto::Value(std::int64_t{wait.count()})}};
}

// The refusal or failure in an answer; nullopt: it is what was asked for.
std::optional<Response> fault_of(const BrokerAnswer& answer) {
  if (!answer.ok()) return unanswered(answer.error());
  if (answer->type == proto::ReplyType::error) return refused(answer->refusal());
  return std::nullopt;
}

Response not_understood() {
  return problem_response(
      status_problem(500, "the broker's answer is not one to this request; please report this"));
}

// A path that holds no job id names no job.
Response as_missing_job(const proto::ReplyMessage& reply) {
  proto::Refusal refusal = reply.refusal();
  if (refusal.code == proto::RefusalCode::bad_request) refusal.code = proto::RefusalCode::not_found;
  return refused(refusal);
}

Response version_response(const std::string& version) {
  proto::JsonWriter out;
  out.begin_map(3);
  out.key("name");
  out.string("scand");
  out.key("version");
  out.string(version);
  out.key("protocol");
  out.unsigned_integer(proto::kProtocolVersion);
  return json_response(200, out.take());
}

}  // namespace

Api::Api(ApiParts parts)
    : parts_(std::move(parts)), cache_(parts_.cached_scans, parts_.cached_bytes) {}

void Api::handle(Request request, Respond respond) {
  Respond counted = [this, resource = resource_at(request.path),
                     respond = std::move(respond)](Response response) {
    routes_.add(resource, response.status);
    respond(std::move(response));
  };
  auto routed = route(request);
  if (auto* answer = std::get_if<Response>(&routed)) return counted(std::move(*answer));
  dispatch(std::get<Route>(routed), std::move(request), counted);
}

void Api::dispatch(const Route& route, Request request, const Respond& respond) {
  switch (route.resource) {
    case Resource::scan:
      return submit(request, respond);
    case Resource::job:
      if (request.method == "DELETE") return cancel(route.job_id, request, respond);
      return read_job(route.job_id, std::move(request), respond);
    case Resource::signals:
      return signals(request, respond);
    case Resource::status:
      return pass_on(MessageType::status, {}, request, respond);
    case Resource::exchanges:
      return pass_on(MessageType::exchanges_list, {}, request, respond);
    case Resource::health:
      return respond(json_response(200, R"({"status":"ok"})"));
    case Resource::ready:
      return respond(readiness_response(not_ready(parts_.health())));
    case Resource::metrics:
      return respond(metrics());
    case Resource::openapi:
      return respond(json_response(200, std::string(openapi_json())));
    case Resource::version:
      return respond(version_response(parts_.version));
  }
}

Response Api::metrics() const {
  if (!parts_.metrics) return problem_response(status_problem(404, "metrics are off"));
  Response page = json_response(200, parts_.metrics());
  page.content_type = "text/plain; version=0.0.4; charset=utf-8";
  return page;
}

void Api::submit(const Request& request, const Respond& respond) {
  auto order = read_scan_order(request);
  if (!order.ok()) return respond(problem_response(order.error()));
  Question question{MessageType::scan_submit, std::move(order->body), request.client, kSubmitLimit};
  parts_.broker.ask(std::move(question), [this, respond, order = std::move(order).value(),
                                          client = request.client](const BrokerAnswer& answer) {
    if (auto fault = fault_of(answer)) return respond(std::move(*fault));
    submitted(*answer, order, client, respond);
  });
}

void Api::submitted(const proto::ReplyMessage& reply, ScanOrder order, const std::string& client,
                    const Respond& respond) {
  const auto job_id = reply.job_id();
  const auto status = reply.status();
  if (!job_id || !status) return respond(not_understood());
  if (order.wait == milliseconds(0)) return respond(job_accepted(*job_id, *status, order.applied));
  if (const auto scan = terminal(*status) ? cache_.find(*job_id) : std::nullopt)
    return respond(scan_finished(*scan));
  const milliseconds wait =
      order.wait.value_or(milliseconds(static_cast<std::int64_t>(proto::kWaitMsMax)));
  parts_.broker.ask(
      {MessageType::scan_wait, wait_body(*job_id, wait), client, wait + kAnswerMargin},
      [this, respond, job_id = *job_id, order = std::move(order)](const BrokerAnswer& answer) {
        waited(answer, job_id, order, respond);
      });
}

void Api::waited(const BrokerAnswer& answer, const std::string& job_id, const ScanOrder& order,
                 const Respond& respond) {
  if (answer.ok() && answer->result() != nullptr)
    return respond(scan_finished(keep(job_id, *answer->result())));
  // The job is accepted, whatever becomes of the waiting: who is told so does not submit it again.
  const auto status = answer.ok() ? answer->status() : std::nullopt;
  respond(job_accepted(job_id, status.value_or(proto::JobStatus::running), order.applied));
}

FinishedScan Api::keep(const std::string& job_id, const proto::Value& result) {
  return cache_.keep(render(job_id, result));
}

void Api::read_job(const std::string& job_id, Request request, const Respond& respond) {
  if (const auto scan = cache_.find(job_id)) return respond(scan_read(*scan, request));
  Question question{MessageType::scan_get, job_body(job_id), request.client};
  parts_.broker.ask(std::move(question), [this, respond, job_id, request = std::move(request)](
                                             const BrokerAnswer& answer) {
    if (answer.ok() && answer->result() != nullptr)
      return respond(scan_read(keep(job_id, *answer->result()), request));
    if (answer.ok() && answer->type == proto::ReplyType::error)
      return respond(as_missing_job(*answer));
    if (auto fault = fault_of(answer)) return respond(std::move(*fault));
    const auto status = answer->status();
    respond(status ? job_state(job_id, *status) : not_understood());
  });
}

void Api::cancel(const std::string& job_id, const Request& request, const Respond& respond) {
  Question question{MessageType::scan_cancel, job_body(job_id), request.client};
  parts_.broker.ask(std::move(question), [respond, job_id](const BrokerAnswer& answer) {
    if (answer.ok() && answer->type == proto::ReplyType::error)
      return respond(as_missing_job(*answer));
    if (auto fault = fault_of(answer)) return respond(std::move(*fault));
    const auto status = answer->status();
    respond(status ? job_state(job_id, *status) : not_understood());
  });
}

void Api::signals(const Request& request, const Respond& respond) {
  pass_on(MessageType::signals_latest, read_signals_query(request), request, respond);
}

void Api::pass_on(MessageType type, proto::Value body, const Request& request,
                  const Respond& respond) {
  parts_.broker.ask({type, std::move(body), request.client}, [respond](const BrokerAnswer& answer) {
    if (auto fault = fault_of(answer)) return respond(std::move(*fault));
    respond(ok_response(answer->body));
  });
}

}  // namespace scand::daemon::gateway
