#include "daemon/scanctl/view/result_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../scand/log/job_samples.h"
#include "parse_json.h"

#include "proto/encoding/json_writer.h"
#include "proto/publications.h"

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

proto::Value as_client_reads(const proto::ScanResult& result) {
  return parse_json(proto::to_json(result));
}

proto::ScanResult two_signals() {
  auto result = samples::parallel_result();
  result.signals.resize(2);
  auto& first = result.signals[0];
  first.exchange = "binance";
  first.symbol = "BTC/USDT";
  first.price = 111034.2;
  first.change = 1.93;
  first.volume = 1.83e9;
  first.analysis.side = proto::Side::buy;
  first.analysis.label = "Strong Buy";
  first.analysis.strength = 87;
  first.analysis.market_regime = {
      .regime = "trending_up", .confidence = {}, .trend_strength = {}, .volatility = "medium"};
  auto& second = result.signals[1];
  second.exchange = "bybit";
  second.symbol = "PEPE/USDT";
  second.analysis.side = proto::Side::sell;
  second.analysis.label = "Sell";
  second.analysis.strength = 60;
  return result;
}

TEST(ResultView, Signals) {
  EXPECT_EQ(signals_view(as_client_reads(two_signals()), false),
            "EXCHANGE  SYMBOL     TF  SIGNAL      STRENGTH     PRICE     24H  VOLUME  REGIME\n"
            "binance   BTC/USDT   1h  Strong Buy        87  111034.2  +1.93%   1.83B  trending_up\n"
            "bybit     PEPE/USDT  1h  Sell              60         -       -       -\n");
}

TEST(ResultView, NoSignals) {
  auto result = samples::single_result();
  result.signals.clear();
  EXPECT_EQ(signals_view(as_client_reads(result), false), "no signals pass the filters\n");
}

TEST(ResultView, SymbolsThatAreNotListedAreNamed) {
  auto result = samples::parallel_result();
  result.exchanges[0].markets.not_listed = {"GONE/USDT", "LOST/USDT"};
  EXPECT_THAT(exchanges_view(as_client_reads(result), false),
              HasSubstr("\nbinance does not list GONE/USDT LOST/USDT\n"));
}

TEST(ResultView, Exchanges) {
  EXPECT_EQ(
      exchanges_view(as_client_reads(samples::parallel_result()), false),
      "EXCHANGE  RESULT     TIME  QUEUE  LIMITER  NETWORK  COMPUTE  SCANNED  SKIPPED  FAILED  "
      "REQUESTS  SIGNALS\n"
      "binance   ok       52.30s  0.00s    1.25s    0.00s    0.00s      150        0       0  "
      "       0      150\n"
      "okx       timeout   1.50s  0.00s    1.25s    0.00s    0.00s        0        0       0  "
      "       0        0\n"
      "bybit     ok       55.10s  0.00s    1.25s    0.00s    0.00s      150        0       0  "
      "       0      150\n"
      "okx: no answer within 48 s\n");
}

TEST(ResultView, ParallelPerformance) {
  EXPECT_EQ(performance_view(as_client_reads(two_signals()), false),
            "partial: 2 signals of 300 markets in 55.11s, job 01jb3v8q0000000000000000k7\n"
            "parallel 55.10s, sequential (estimated) 156.10s, speedup 2.83x, time saved 101.00s "
            "(64.7%), filtering 0.01s\n");
}

TEST(ResultView, SinglePerformance) {
  auto result = samples::single_result();
  result.signals.resize(1);
  result.truncated = true;
  EXPECT_EQ(performance_view(as_client_reads(result), false),
            "complete: 1 signals of 150 markets in 45.23s (truncated by limit), job "
            "01jb3v8q0000000000000000k8\n"
            "initialization 2.50s, scan execution 40.10s, filtering 2.63s, total 45.23s\n");
}

TEST(ResultView, AFailedJobSaysWhy) {
  auto result = samples::single_result();
  result.status = proto::JobStatus::failed;
  result.signals.clear();
  result.exchanges = {samples::failed_detail("okx", proto::ErrorKind::blocked, "no\nentry")};
  const auto text = performance_view(as_client_reads(result), false);
  EXPECT_THAT(text, HasSubstr("failed: 0 signals"));
  EXPECT_THAT(text, HasSubstr("no\\x0aentry (blocked)\n"));
}

TEST(ResultView, ColoursOnlyWhenAsked) {
  const auto result = as_client_reads(two_signals());
  EXPECT_THAT(result_view(result, false), Not(HasSubstr("\x1b")));
  EXPECT_THAT(result_view(result, true), HasSubstr("\x1b[32mStrong Buy\x1b[0m"));
}

TEST(ResultView, AReplyFromAnotherVersionIsHarmless) {
  EXPECT_EQ(result_view(proto::Value(), false), "no signals pass the filters\n\n\n");
}

}  // namespace
}  // namespace scand::daemon
