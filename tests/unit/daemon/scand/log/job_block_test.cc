#include "daemon/scand/log/job_block.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "job_samples.h"

namespace scand::daemon {
namespace {

using proto::ScanMode;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kRule(80, '=');

TEST(JobBlock, StartOfASingleScan) {
  EXPECT_EQ(
      start_block("01jb", samples::request({"binance"}, ScanMode::single), samples::kAccepted),
      kRule +
          "\n🚀 SCAN STARTED\n"
          "   Job: 01jb\n"
          "   Exchange: binance\n"
          "   Timeframe: medium\n"
          "   Signal Filter: all\n"
          "   Min Strength: 60.0%\n"
          "   Full Analysis: True\n"
          "   Start Time: 2025-10-24 12:34:56.123 UTC\n" +
          kRule);
}

TEST(JobBlock, StartOfAParallelScan) {
  const auto block = start_block(
      "01jb", samples::request({"binance", "gateio"}, ScanMode::parallel), samples::kAccepted);
  EXPECT_THAT(block, HasSubstr("\n🚀 PARALLEL SCAN STARTED\n"));
  EXPECT_THAT(block, HasSubstr("   Exchanges: binance, gateio\n"));
}

TEST(JobBlock, StagesOfAnExchange) {
  const auto detail = samples::detail("okx", 2.3, 46.4);
  EXPECT_EQ(exchange_block(ScanMode::parallel, detail),
            "✅ okx scan completed in 48.70s (init: 2.3s, scan: 46.4s)");
  EXPECT_EQ(exchange_block(ScanMode::single, detail),
            "⏱️  Exchange initialization took: 2.30 seconds\n"
            "⏱️  Market scan execution took: 46.40 seconds");
}

TEST(JobBlock, AFailedExchangeSaysWhyAndCannotForgeLines) {
  const auto failed = samples::failed_detail("okx", proto::ErrorKind::blocked, "say\n====\x1b[2J");
  EXPECT_EQ(exchange_block(ScanMode::parallel, failed),
            "❌ okx scan failed after 1.50s: say\\x0a====\\x1b[2J (blocked)");
}

TEST(JobBlock, EndOfASingleScan) {
  EXPECT_EQ(end_block(samples::single_result(), samples::kFinished),
            "⏱️  Filtering and formatting took: 2.63 seconds\n" + kRule +
                "\n✅ SCAN COMPLETED SUCCESSFULLY\n"
                "   Job: 01jb3v8q0000000000000000k8\n"
                "   Exchange: binance\n"
                "   Timeframe: medium\n"
                "   Total Symbols Scanned: 150\n"
                "   Signals After Filtering: 25\n"
                "   End Time: 2025-10-24 12:35:51.223 UTC\n"
                "   Total Duration: 45.23 seconds\n"
                "   Waiting For Rate Limits: 1.25 seconds\n"
                "   Performance Breakdown:\n"
                "     - Initialization: 2.50s (5.5%)\n"
                "     - Scan Execution: 40.10s (88.7%)\n"
                "     - Filtering: 2.63s (5.8%)\n" +
                kRule);
}

TEST(JobBlock, EndOfAParallelScan) {
  EXPECT_EQ(end_block(samples::parallel_result(), samples::kFinished),
            kRule +
                "\n⚠️  PARALLEL SCAN COMPLETED IN PART\n"
                "   Job: 01jb3v8q0000000000000000k7\n"
                "   Exchanges: binance, okx, bybit\n"
                "   Timeframe: medium\n"
                "   Successful: 2/3 exchanges\n"
                "   Failed: 1/3 exchanges\n"
                "   Total Symbols Scanned: 300\n"
                "   Signals After Filtering: 45\n"
                "   Parallel Time: 55.10 seconds\n"
                "   Sequential Time (estimated): 156.10 seconds\n"
                "   Speedup: 2.83x faster\n"
                "   Time Saved: 101.00 seconds (64.7%)\n"
                "   Waiting For Rate Limits: 3.75 seconds, all exchanges together\n"
                "   End Time: 2025-10-24 12:35:51.223 UTC\n"
                "   Failures:\n"
                "     - okx: no answer within 48 s (timeout)\n" +
                kRule);
}

TEST(JobBlock, TitlesFollowTheStatus) {
  auto result = samples::parallel_result();
  const std::pair<proto::JobStatus, const char*> titles[] = {
      {proto::JobStatus::complete, "✅ PARALLEL SCAN COMPLETED\n"},
      {proto::JobStatus::timeout, "⏰ PARALLEL SCAN TIMED OUT\n"},
      {proto::JobStatus::cancelled, "🛑 PARALLEL SCAN CANCELLED\n"},
      {proto::JobStatus::failed, "❌ PARALLEL SCAN FAILED\n"}};
  for (const auto& [status, title] : titles) {
    result.status = status;
    EXPECT_THAT(end_block(result, samples::kFinished), HasSubstr(title));
  }
}

TEST(JobBlock, AJobThatTookNoTimeHasNoSpeedup) {
  auto result = samples::parallel_result();
  result.performance = {};
  const auto block = end_block(result, samples::kFinished);
  EXPECT_THAT(block, Not(HasSubstr("Speedup")));
  EXPECT_THAT(block, HasSubstr("Time Saved: 0.00 seconds (0.0%)"));
}

TEST(JobBlock, AJobThatFailedAsAWholeSaysWhy) {
  auto result = samples::single_result();
  result.exchanges.clear();
  result.status = proto::JobStatus::timeout;
  result.failure = proto::Failure{proto::ErrorKind::timeout, "the deadline passed"};
  EXPECT_THAT(end_block(result, samples::kFinished),
              HasSubstr("   Error: the deadline passed (timeout)\n"));
}

}  // namespace
}  // namespace scand::daemon
