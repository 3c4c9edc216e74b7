#include "daemon/scand/log/human_log.h"

#include <fmt/format.h>
#include <string>

#include "daemon/scand/log/job_report.h"

namespace scand::daemon {

void HumanLog::job_started(const broker::observed::JobStarted& event) {
  if (event.request.mode == proto::ScanMode::single) single_.insert(event.job_id);
  log_.always(report_job_started(event.job_id, event.request, event.accepted));
}

void HumanLog::exchange_started(const broker::observed::ExchangeStarted& event) {
  log_.always(report_exchange_started(event.job_id, event.exchange));
}

void HumanLog::exchange_finished(const broker::observed::ExchangeFinished& event) {
  const auto mode =
      single_.contains(event.job_id) ? proto::ScanMode::single : proto::ScanMode::parallel;
  log_.always(report_exchange_finished(event.job_id, mode, event.detail));
}

void HumanLog::job_finished(const broker::observed::JobFinished& event) {
  single_.erase(event.result->job_id);
  log_.always(report_job_finished(*event.result, event.finished));
}

void HumanLog::circuit_changed(const broker::observed::CircuitChanged& event) {
  const auto market = proto::name(event.market);
  if (event.now.state == proto::CircuitReport::State::closed)
    return log_.info("circuit.closed", fmt::format("{} {} answers again and is scanned as before",
                                                   event.exchange, market));
  const double pause = static_cast<double>(event.now.retry_after_ms.value_or(0)) / 1000;
  log_.warning("circuit.open",
               fmt::format("{} {} is left alone for {:.1f} s: {} scans in a row failed, the last "
                           "with: {}",
                           event.exchange, market, pause, event.now.failures,
                           event.now.last ? event.now.last->message : std::string()));
}

void HumanLog::subscribers_disconnected(std::size_t unread_bytes) {
  log_.warning(
      "subscribers.sent_away",
      fmt::format("slow subscribers had left {} bytes unread: all must connect again and ask "
                  "for what they missed (limits.subscribers_unread_bytes)",
                  unread_bytes));
}

}  // namespace scand::daemon
