#pragma once
// The broker's answers as HTTP responses. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "daemon/gateway/broker_question.h"
#include "daemon/gateway/result_cache.h"
#include "daemon/http/message.h"
#include "proto/encoding/value.h"
#include "proto/messages.h"
#include "proto/scan_result.h"

namespace scand::daemon::gateway {

// For a refusal by the broker, whatever its code, and for a question that got no answer.
[[nodiscard]] http::Response refused(const proto::Refusal& refusal);
[[nodiscard]] http::Response unanswered(LinkFailure failure);

[[nodiscard]] http::Response json_response(int status, std::string body);
// An `ok` reply without its envelope.
[[nodiscard]] http::Response ok_response(const proto::Value& reply);

[[nodiscard]] std::string job_location(std::string_view job_id);
// For a job that is not finished: 202 to the client that submits it, 200 to one that reads it.
[[nodiscard]] http::Response job_accepted(std::string_view job_id, proto::JobStatus status,
                                          const std::string& preference_applied);
[[nodiscard]] http::Response job_state(std::string_view job_id, proto::JobStatus status);

// Renders a result as JSON, together with what the routes need to know of it.
[[nodiscard]] FinishedScan render(const std::string& job_id, const proto::Value& result);
// For a client that has waited for the result: 200. A scan of one exchange that has failed, timed
// out or been cancelled gives 502, 504 or 409: a problem document that has the result's members,
// too.
[[nodiscard]] http::Response scan_finished(const FinishedScan& scan);
// For GET of the job: 200, or 304 for a client that has this result already.
[[nodiscard]] http::Response scan_read(const FinishedScan& scan, const http::Request& request);

}  // namespace scand::daemon::gateway
