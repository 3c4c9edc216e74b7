#pragma once
// Log records as the systemd journal's native fields: MESSAGE, PRIORITY, a fixed MESSAGE_ID for
// each kind of event, and SCAND_… for the record's own.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "lib/base/log.h"

namespace scand::daemon {

// "NAME=value" each; a value may hold any byte. A field job_id becomes SCAND_JOB_ID; one in seconds
// becomes whole microseconds (duration_seconds: SCAND_DURATION_US), as is the journal's custom.
[[nodiscard]] std::vector<std::string> journal_fields(const base::LogRecord& record);

// Hands one record's fields to the journal; false when it could not be written.
using JournalSend = std::function<bool(const std::vector<std::string>& fields)>;
[[nodiscard]] bool send_to_journal(const std::vector<std::string>& fields);

// What cannot be sent goes to standard error as a line, which the journal captures too.
[[nodiscard]] std::unique_ptr<base::LogSink> make_journal_sink(JournalSend send = send_to_journal);

}  // namespace scand::daemon
