#pragma once
// Writes log records to the systemd journal as native fields: MESSAGE, PRIORITY, a fixed MESSAGE_ID
// for each main event, and SCAND_… for the fields of the record. See sd_journal_sendv(3) and
// systemd.journal-fields(7).

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "lib/base/log.h"

namespace scand::daemon {

// Each as "NAME=value"; a value may hold any byte. The field job_id becomes SCAND_JOB_ID. A field
// in seconds becomes whole microseconds, as is usual in the journal: duration_seconds becomes
// SCAND_DURATION_US.
[[nodiscard]] std::vector<std::string> journal_fields(const base::LogRecord& record);

// Sends the fields of one record to the journal. False: it could not be sent.
using JournalSend = std::function<bool(const std::vector<std::string>& fields)>;
[[nodiscard]] bool send_to_journal(const std::vector<std::string>& fields);

// A record that cannot be sent goes to standard error as a line, which the journal captures, too.
[[nodiscard]] std::unique_ptr<base::LogSink> make_journal_sink(JournalSend send = send_to_journal);

}  // namespace scand::daemon
