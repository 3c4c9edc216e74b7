#include "daemon/scand/log/human_log.h"

#include <fmt/format.h>
#include <string>

#include "daemon/scand/log/job_report.h"

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

void HumanLog::circuit_changed(const broker::observed::CircuitChanged& told) {
  const auto market = proto::name(told.market);
  if (told.now.state == proto::CircuitReport::State::closed)
    return log_.info("circuit.closed", fmt::format("{} {} answers again: it is scanned as ever",
                                                   told.exchange, market));
  const double pause = static_cast<double>(told.now.retry_after_ms.value_or(0)) / 1000;
  log_.warning("circuit.open",
               fmt::format("{} {} is left alone for {:.1f} s: {} scans in a row failed, the last "
                           "with: {}",
                           told.exchange, market, pause, told.now.failures,
                           told.now.last ? told.now.last->message : std::string()));
}

void HumanLog::subscribers_sent_away(std::size_t unread_bytes) {
  log_.warning(
      "subscribers.sent_away",
      fmt::format("slow subscribers had left {} bytes unread: all have to connect anew and "
                  "ask for what they missed (limits.subscribers_unread_bytes)",
                  unread_bytes));
}

}  // namespace scand::daemon
