#pragma once
// What the human log says of a job: start block, a line as each stage of an exchange ends, end
// block. Each report is one record: the drawn block for people, an event with fields for machines.
// Pure; the record's time is set by the Log that writes it.

#include <string>

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "proto/scan_request.h"
#include "proto/scan_result.h"

namespace scand::daemon {

[[nodiscard]] base::LogRecord report_job_started(const std::string& job_id,
                                                 const proto::ScanRequest& request,
                                                 base::WallTime accepted);
[[nodiscard]] base::LogRecord report_exchange_started(const std::string& job_id,
                                                      const std::string& exchange);
// `mode` is the job's: in single mode the stages stand on lines of their own.
[[nodiscard]] base::LogRecord report_exchange_finished(const std::string& job_id,
                                                       proto::ScanMode mode,
                                                       const proto::ExchangeDetail& detail);
[[nodiscard]] base::LogRecord report_job_finished(const proto::ScanResult& result,
                                                  base::WallTime finished);

}  // namespace scand::daemon
