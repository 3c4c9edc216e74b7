#include "daemon/scand/log_observer.h"

#include "daemon/scand/job_report.h"

namespace scand::daemon {

void LogObserver::job_started(const broker::observed::JobStarted& told) {
  modes_[told.job_id] = told.request.mode;
  log_.always(report_job_started(told.job_id, told.request, told.accepted));
}

void LogObserver::exchange_started(const broker::observed::ExchangeStarted& told) {
  log_.always(report_exchange_started(told.job_id, told.exchange));
}

void LogObserver::exchange_finished(const broker::observed::ExchangeFinished& told) {
  const auto mode = modes_.find(told.job_id);
  log_.always(report_exchange_finished(
      told.job_id, mode == modes_.end() ? proto::ScanMode::parallel : mode->second, told.detail));
}

void LogObserver::job_finished(const broker::observed::JobFinished& told) {
  modes_.erase(told.result->job_id);
  log_.always(report_job_finished(*told.result, told.finished));
}

}  // namespace scand::daemon
