#pragma once
// Makes the log records of a job: its start, its exchanges, its end. Each record has an event with
// fields for machines and a drawn block for people (job_block.h). Pure; the Log that writes a
// record sets its time.

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
// `mode` is the job's: in single mode each stage has a line of its own.
[[nodiscard]] base::LogRecord report_exchange_finished(const std::string& job_id,
                                                       proto::ScanMode mode,
                                                       const proto::ExchangeDetail& detail);
[[nodiscard]] base::LogRecord report_job_finished(const proto::ScanResult& result,
                                                  base::WallTime finished);

}  // namespace scand::daemon
