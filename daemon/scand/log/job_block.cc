#include "daemon/scand/log/job_block.h"

#include <fmt/format.h>
#include <utility>

#include "daemon/failure_text.h"
#include "lib/base/log_format.h"

namespace scand::daemon {
namespace {

using base::format_time;
using base::printable;
using proto::JobStatus;
using proto::ScanMode;

// Text between two rules of '='. Lines are appended as they are drawn.
class Block {
 public:
  explicit Block(std::string_view title) { text_ = fmt::format("{}\n{}\n", kRule, title); }

  template <class... Args>
  void line(std::string_view label, fmt::format_string<Args...> format, Args&&... args) {
    text_ += fmt::format("   {}: {}\n", label, fmt::format(format, std::forward<Args>(args)...));
  }
  void heading(std::string_view label) { text_ += fmt::format("   {}:\n", label); }
  void item(const std::string& text) { text_ += fmt::format("     - {}\n", text); }
  [[nodiscard]] std::string close() && { return std::move(text_) + kRule; }

 private:
  static inline const std::string kRule = std::string(80, '=');
  std::string text_;
};

std::string title(const proto::ScanResult& result) {
  const bool parallel = result.request.mode == ScanMode::parallel;
  const std::string what = parallel ? "PARALLEL SCAN" : "SCAN";
  switch (result.status) {
    case JobStatus::complete:
      return "✅ " + what + (parallel ? " COMPLETED" : " COMPLETED SUCCESSFULLY");
    case JobStatus::partial:
      return "⚠️  " + what + " COMPLETED IN PART";
    case JobStatus::timeout:
      return "⏰ " + what + " TIMED OUT";
    case JobStatus::cancelled:
      return "🛑 " + what + " CANCELLED";
    case JobStatus::failed:
    case JobStatus::queued:
    case JobStatus::running:
      break;
  }
  return "❌ " + what + " FAILED";
}

// 0 of nothing: a job may end before any stage took time.
double percent(double part, double whole) {
  return whole > 0 ? 100 * part / whole : 0;
}

std::string reason(const proto::Failure& failure, std::string_view exchange = {}) {
  return fmt::format("{} ({})", printable(without_name(failure.message, exchange)),
                     proto::name(failure.kind));
}

void add_failures(const proto::ScanResult& result, Block& block) {
  if (result.failure) block.line("Error", "{}", reason(*result.failure));
  bool first = true;
  for (const auto& exchange : result.exchanges) {
    if (!exchange.failure) continue;
    if (std::exchange(first, false)) block.heading("Failures");
    block.item(
        fmt::format("{}: {}", printable(exchange.name), reason(*exchange.failure, exchange.name)));
  }
}

// Of a job in single mode. Empty if the job failed before its exchange began.
proto::ExchangeDetail only_exchange(const proto::ScanResult& result) {
  return result.exchanges.empty() ? proto::ExchangeDetail{} : result.exchanges.front();
}

void add_single(const proto::ScanResult& result, base::WallTime finished, Block& block) {
  const auto detail = only_exchange(result);
  const double filtering = detail.filter_seconds;
  const double total = detail.init_seconds + detail.scan_seconds + filtering;
  const auto stage = [&](std::string_view label, double seconds) {
    block.item(fmt::format("{}: {:.2f}s ({:.1f}%)", label, seconds, percent(seconds, total)));
  };
  block.line("Total Symbols Scanned", "{}", result.total_scanned);
  block.line("Signals After Filtering", "{}", result.signals.size());
  block.line("End Time", "{} UTC", format_time(finished));
  block.line("Total Duration", "{:.2f} seconds", result.duration_seconds);
  block.line("Waiting For Rate Limits", "{:.2f} seconds", detail.rate_limit_wait_seconds);
  block.heading("Performance Breakdown");
  stage("Initialization", detail.init_seconds);
  stage("Scan Execution", detail.scan_seconds);
  stage("Filtering", filtering);
}

void add_parallel(const proto::ScanResult& result, base::WallTime finished, Block& block) {
  const auto& performance = result.performance;
  const double sequential = performance.sequential_duration_estimated;
  double waiting = 0;
  for (const auto& exchange : result.exchanges)
    waiting += exchange.rate_limit_wait_seconds;
  block.line("Successful", "{}/{} exchanges", performance.successful_scans,
             result.exchanges.size());
  block.line("Failed", "{}/{} exchanges", performance.failed_scans, result.exchanges.size());
  block.line("Total Symbols Scanned", "{}", result.total_scanned);
  block.line("Signals After Filtering", "{}", result.signals.size());
  block.line("Parallel Time", "{:.2f} seconds", performance.parallel_duration);
  block.line("Sequential Time (estimated)", "{:.2f} seconds", sequential);
  if (performance.speedup) block.line("Speedup", "{:.2f}x faster", *performance.speedup);
  block.line("Time Saved", "{:.2f} seconds ({:.1f}%)", performance.time_saved_seconds,
             percent(performance.time_saved_seconds, sequential));
  block.line("Waiting For Rate Limits", "{:.2f} seconds, all exchanges together", waiting);
  block.line("End Time", "{} UTC", format_time(finished));
}

}  // namespace

std::string exchange_names(const proto::ScanRequest& request) {
  std::string names;
  for (const auto& exchange : request.exchanges)
    names += (names.empty() ? "" : ", ") + printable(exchange.name);
  return names;
}

std::string start_block(const std::string& job_id, const proto::ScanRequest& request,
                        base::WallTime accepted) {
  const bool parallel = request.mode == ScanMode::parallel;
  Block block(parallel ? "🚀 PARALLEL SCAN STARTED" : "🚀 SCAN STARTED");
  block.line("Job", "{}", job_id);
  block.line(parallel ? "Exchanges" : "Exchange", "{}", exchange_names(request));
  block.line("Timeframe", "{}", request.timeframe);
  block.line("Signal Filter", "{}", proto::name(request.signal));
  block.line("Min Strength", "{:.1f}%", request.min_strength);
  block.line("Full Analysis", "{}", request.full_analysis ? "True" : "False");
  block.line("Start Time", "{} UTC", format_time(accepted));
  return std::move(block).close();
}

std::string exchange_block(ScanMode mode, const proto::ExchangeDetail& detail) {
  if (detail.failure)
    return fmt::format("❌ {} scan failed after {:.2f}s: {}", printable(detail.name),
                       detail.duration_seconds, reason(*detail.failure, detail.name));
  if (mode == ScanMode::single)
    return fmt::format(
        "⏱️  Exchange initialization took: {:.2f} seconds\n"
        "⏱️  Market scan execution took: {:.2f} seconds",
        detail.init_seconds, detail.scan_seconds);
  return fmt::format("✅ {} scan completed in {:.2f}s (init: {:.1f}s, scan: {:.1f}s)",
                     printable(detail.name), detail.duration_seconds, detail.init_seconds,
                     detail.scan_seconds);
}

std::string end_block(const proto::ScanResult& result, base::WallTime finished) {
  const bool parallel = result.request.mode == ScanMode::parallel;
  Block block(title(result));
  block.line("Job", "{}", result.job_id);
  block.line(parallel ? "Exchanges" : "Exchange", "{}", exchange_names(result.request));
  block.line("Timeframe", "{}", result.request.timeframe);
  if (parallel)
    add_parallel(result, finished, block);
  else
    add_single(result, finished, block);
  add_failures(result, block);
  auto drawn = std::move(block).close();
  if (parallel) return drawn;
  return fmt::format("⏱️  Filtering and formatting took: {:.2f} seconds\n{}",
                     only_exchange(result).filter_seconds, drawn);
}

}  // namespace scand::daemon
