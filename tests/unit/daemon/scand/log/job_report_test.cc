#include "daemon/scand/log/job_report.h"

#include <gtest/gtest.h>
#include <optional>

#include "job_samples.h"

#include "daemon/scand/log/job_block.h"

namespace scand::daemon {
namespace {

using base::LogLevel;

std::optional<base::LogValue> field(const base::LogRecord& record, std::string_view key) {
  for (const auto& f : record.fields)
    if (f.key == key) return f.value;
  return std::nullopt;
}
base::LogValue text(const char* value) {
  return std::string(value);
}

TEST(JobReport, Start) {
  const auto request = samples::request({"binance", "okx"}, proto::ScanMode::parallel);
  const auto record = report_job_started("01jb", request, samples::kAccepted);
  EXPECT_EQ(record.event, "job.started");
  EXPECT_EQ(record.message, "parallel scan of binance, okx on medium started");
  EXPECT_EQ(record.block, start_block("01jb", request, samples::kAccepted));
  EXPECT_EQ(field(record, "job_id"), text("01jb"));
  EXPECT_EQ(field(record, "interval"), text("1h"));
  EXPECT_EQ(field(record, "min_strength"), base::LogValue(60.0));
}

TEST(JobReport, Exchange) {
  const auto started = report_exchange_started("01jb", "okx");
  EXPECT_EQ(started.event, "exchange.started");
  EXPECT_EQ(started.block, "⚡ Starting async scan for okx");

  const auto fine =
      report_exchange_finished("01jb", proto::ScanMode::parallel, samples::detail("okx", 2, 40));
  EXPECT_EQ(fine.level, LogLevel::info);
  EXPECT_EQ(fine.message, "scan of okx completed in 42.00 s");
  EXPECT_EQ(field(fine, "success"), base::LogValue(true));
  EXPECT_EQ(field(fine, "init_seconds"), base::LogValue(2.0));
  EXPECT_EQ(field(fine, "scan_seconds"), base::LogValue(40.0));
  EXPECT_EQ(field(fine, "error"), std::nullopt);

  const auto failed = report_exchange_finished(
      "01jb", proto::ScanMode::parallel,
      samples::failed_detail("okx", proto::ErrorKind::banned, "banned until noon"));
  EXPECT_EQ(failed.level, LogLevel::warning);
  EXPECT_EQ(field(failed, "error_kind"), text("banned"));
  EXPECT_EQ(field(failed, "error"), text("banned until noon"));
}

TEST(JobReport, End) {
  auto result = samples::parallel_result();
  const auto record = report_job_finished(result, samples::kFinished);
  EXPECT_EQ(record.event, "job.finished");
  EXPECT_EQ(record.level, LogLevel::warning);
  EXPECT_EQ(record.message, "scan ended partial: 2 of 3 exchanges, 45 signals, 55.11 s");
  EXPECT_EQ(field(record, "status"), text("partial"));
  EXPECT_EQ(field(record, "seq"), base::LogValue(std::uint64_t{7}));
  EXPECT_EQ(field(record, "successful_scans"), base::LogValue(std::uint64_t{2}));
  EXPECT_EQ(field(record, "speedup"), base::LogValue(156.1 / 55.1));

  result.performance.speedup.reset();
  EXPECT_EQ(field(report_job_finished(result, samples::kFinished), "speedup"), std::nullopt);
}

TEST(JobReport, LevelFollowsTheStatus) {
  auto result = samples::single_result();
  const std::pair<proto::JobStatus, LogLevel> levels[] = {
      {proto::JobStatus::complete, LogLevel::info},
      {proto::JobStatus::cancelled, LogLevel::info},
      {proto::JobStatus::partial, LogLevel::warning},
      {proto::JobStatus::timeout, LogLevel::error},
      {proto::JobStatus::failed, LogLevel::error}};
  for (const auto& [status, level] : levels) {
    result.status = status;
    EXPECT_EQ(report_job_finished(result, samples::kFinished).level, level);
  }
}

}  // namespace
}  // namespace scand::daemon
