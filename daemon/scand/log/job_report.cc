#include "daemon/scand/log/job_report.h"

#include <fmt/format.h>
#include <utility>

#include "daemon/scand/log/job_block.h"

namespace scand::daemon {
namespace {

using base::LogLevel;
using base::LogRecord;

std::string text(std::string_view view) {
  return std::string(view);
}

std::vector<base::LogField> detail_fields(const std::string& job_id,
                                          const proto::ExchangeDetail& detail) {
  std::vector<base::LogField> fields{{"job_id", job_id},
                                     {"exchange", detail.name},
                                     {"success", !detail.failure},
                                     {"duration_seconds", detail.duration_seconds},
                                     {"init_seconds", detail.init_seconds},
                                     {"scan_seconds", detail.scan_seconds},
                                     {"queue_seconds", detail.queue_seconds},
                                     {"rate_limit_wait_seconds", detail.rate_limit_wait_seconds},
                                     {"network_seconds", detail.network_seconds},
                                     {"compute_seconds", detail.compute_seconds},
                                     {"signals_found", std::uint64_t{detail.signals_found}},
                                     {"symbols_scanned", std::uint64_t{detail.markets.scanned}},
                                     {"symbols_failed", std::uint64_t{detail.markets.failed}},
                                     {"requests", std::uint64_t{detail.traffic.requests}},
                                     {"retries", std::uint64_t{detail.traffic.retries}},
                                     {"attempts", std::uint64_t{detail.attempts}},
                                     {"shared", detail.shared}};
  if (detail.failure) {
    fields.push_back({"error_kind", text(proto::name(detail.failure->kind))});
    fields.push_back({"error", detail.failure->message});
  }
  return fields;
}

std::vector<base::LogField> result_fields(const proto::ScanResult& result) {
  const auto& performance = result.performance;
  std::vector<base::LogField> fields{
      {"job_id", result.job_id},
      {"status", text(proto::name(result.status))},
      {"seq", result.seq},
      {"count", std::uint64_t{result.signals.size()}},
      {"total_scanned", std::uint64_t{result.total_scanned}},
      {"duration_seconds", result.duration_seconds},
      {"parallel_duration_seconds", performance.parallel_duration},
      {"sequential_duration_estimated_seconds", performance.sequential_duration_estimated},
      {"time_saved_seconds", performance.time_saved_seconds},
      {"filtering_seconds", performance.filtering_seconds},
      {"successful_scans", std::uint64_t{performance.successful_scans}},
      {"failed_scans", std::uint64_t{performance.failed_scans}}};
  if (performance.speedup) fields.push_back({"speedup", *performance.speedup});
  if (result.failure) {
    fields.push_back({"error_kind", text(proto::name(result.failure->kind))});
    fields.push_back({"error", result.failure->message});
  }
  return fields;
}

// A cancelled job ended as its client asked, so it is no warning.
LogLevel level_of(proto::JobStatus status) {
  switch (status) {
    case proto::JobStatus::complete:
    case proto::JobStatus::cancelled:
      return LogLevel::info;
    case proto::JobStatus::partial:
      return LogLevel::warning;
    default:
      return LogLevel::error;
  }
}

LogRecord make(LogLevel level, std::string_view event, std::string message,
               std::vector<base::LogField> fields, std::string block) {
  return {{}, level, text(event), std::move(message), std::move(fields), std::move(block)};
}

}  // namespace

LogRecord report_job_started(const std::string& job_id, const proto::ScanRequest& request,
                             base::WallTime accepted) {
  const auto names = exchange_names(request);
  return make(LogLevel::info, "job.started",
              fmt::format("{} scan of {} on {} started", proto::name(request.mode), names,
                          request.timeframe),
              {{"job_id", job_id},
               {"mode", text(proto::name(request.mode))},
               {"exchanges", names},
               {"timeframe", request.timeframe},
               {"interval", text(proto::name(request.interval))},
               {"market", text(proto::name(request.market))},
               {"signal", text(proto::name(request.signal))},
               {"min_strength", request.min_strength},
               {"full_analysis", request.full_analysis},
               {"deadline_seconds", request.deadline_seconds},
               {"request_id", request.request_id}},
              start_block(job_id, request, accepted));
}

LogRecord report_exchange_started(const std::string& job_id, const std::string& exchange) {
  return make(LogLevel::info, "exchange.started", fmt::format("scan of {} started", exchange),
              {{"job_id", job_id}, {"exchange", exchange}},
              fmt::format("⚡ Starting async scan for {}", exchange));
}

LogRecord report_exchange_finished(const std::string& job_id, proto::ScanMode mode,
                                   const proto::ExchangeDetail& detail) {
  const auto message =
      detail.failure
          ? fmt::format("scan of {} failed: {}", detail.name, detail.failure->message)
          : fmt::format("scan of {} completed in {:.2f} s", detail.name, detail.duration_seconds);
  return make(detail.failure ? LogLevel::warning : LogLevel::info, "exchange.finished", message,
              detail_fields(job_id, detail), exchange_block(mode, detail));
}

LogRecord report_job_finished(const proto::ScanResult& result, base::WallTime finished) {
  const auto& performance = result.performance;
  return make(level_of(result.status), "job.finished",
              fmt::format("scan ended {}: {} of {} exchanges, {} signals, {:.2f} s",
                          proto::name(result.status), performance.successful_scans,
                          result.exchanges.size(), result.signals.size(), result.duration_seconds),
              result_fields(result), end_block(result, finished));
}

}  // namespace scand::daemon
