#include "daemon/scand/human_log.h"

#include "daemon/scand/job_report.h"

namespace scand::daemon {

void HumanLog::job_started(const broker::observed::JobStarted& told) {
  if (told.request.mode == proto::ScanMode::single) single_.insert(told.job_id);
  log_.always(report_job_started(told.job_id, told.request, told.accepted));
}

void HumanLog::exchange_started(const broker::observed::ExchangeStarted& told) {
  log_.always(report_exchange_started(told.job_id, told.exchange));
}

void HumanLog::exchange_finished(const broker::observed::ExchangeFinished& told) {
  const auto mode =
      single_.contains(told.job_id) ? proto::ScanMode::single : proto::ScanMode::parallel;
  log_.always(report_exchange_finished(told.job_id, mode, told.detail));
}

void HumanLog::job_finished(const broker::observed::JobFinished& told) {
  single_.erase(told.result->job_id);
  log_.always(report_job_finished(*told.result, told.finished));
}

}  // namespace scand::daemon
