#pragma once
// What the broker answered, as HTTP says it. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "daemon/gateway/broker_question.h"
#include "daemon/gateway/http_message.h"
#include "daemon/gateway/result_cache.h"
#include "proto/encoding/value.h"
#include "proto/messages.h"
#include "proto/scan_result.h"

namespace scand::daemon::gateway {

// A refusal of the broker, every code of it, and a question that got no answer.
[[nodiscard]] Response refused(const proto::Refusal& refusal);
[[nodiscard]] Response unanswered(LinkFailure failure);

[[nodiscard]] Response json_response(int status, std::string body);
// An `ok` reply without its envelope.
[[nodiscard]] Response ok_response(const proto::Value& reply);

[[nodiscard]] std::string job_location(std::string_view job_id);
// A job that is not finished: 202 to who submitted it, 200 to who asks for it.
[[nodiscard]] Response job_accepted(std::string_view job_id, proto::JobStatus status,
                                    const std::string& preference_applied);
[[nodiscard]] Response job_state(std::string_view job_id, proto::JobStatus status);

// Renders a result once; what it says about itself beside it.
[[nodiscard]] FinishedScan render(const std::string& job_id, const proto::Value& result);
// To who waited for it: 200; in single mode 502, 504 and 409 where there is nothing, as a problem
// document that has the result's members, too.
[[nodiscard]] Response scan_finished(const FinishedScan& scan);
// To GET of the job: 200, or 304 for who has it.
[[nodiscard]] Response scan_read(const FinishedScan& scan, const Request& request);

}  // namespace scand::daemon::gateway
