#pragma once
// Renders an event as one line: as JSON for programs (--jsonl), or as text for people who watch all
// jobs.

#include <string>

#include "broker/client/answer.h"
#include "proto/encoding/value.h"

namespace scand::daemon {

// {"event":"progress","job_id":…, the message's fields}; partial and health likewise.
[[nodiscard]] std::string event_line(const client::Publication& publication);
// {"event":"accepted","job_id":…,"status":…}
[[nodiscard]] std::string accepted_line(const std::string& job_id, std::string_view status);
// {"event":"result","result":{…}}
[[nodiscard]] std::string result_line(const proto::Value& result);

// For people. Empty for progress and health, which say nothing new.
[[nodiscard]] std::string publication_text(const client::Publication& publication);

}  // namespace scand::daemon
