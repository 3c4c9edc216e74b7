#pragma once
// One full example of each message. Every optional part is in use somewhere. The tests of the
// codecs and the golden vectors use them.

#include <string>
#include <vector>

#include "proto/daemon_status.h"
#include "proto/partial_result.h"
#include "proto/progress.h"
#include "proto/publications.h"
#include "proto/scan_request.h"
#include "proto/scan_result.h"
#include "proto/scan_task.h"

namespace scand::proto::samples {

inline constexpr const char* kJobId = "01k8b0m4x7zq3v5n9c2d6f8g1h";

inline Analysis full_analysis() {
  Analysis analysis;
  analysis.score = 86.625;
  analysis.side = Side::buy;
  analysis.label = "Strong Buy";
  analysis.strength = 87;
  Indicators& i = analysis.indicators;
  i.rsi = 61.25;
  i.macd = "bullish";
  i.ema = "above";
  i.volume = "high";
  i.macd_line = 120.5;
  i.macd_signal = 100.25;
  i.macd_histogram = 20.25;
  i.ema_5 = 111000;
  i.ema_9 = 110900.5;
  i.ema_13 = 110800;
  i.ema_21 = 110500;
  i.ema_50 = 109000;
  i.ema_200 = 105000;
  i.sma_20 = 110400;
  i.sma_50 = 109100;
  i.bb_upper = 112000;
  i.bb_middle = 110400;
  i.bb_lower = 108800;
  i.stoch_k = 80.5;
  i.stoch_d = 75;
  i.atr = 450.125;
  i.adx = 31;
  i.plus_di = 28;
  i.minus_di = 12;
  i.obv = -15000.5;
  i.vwap = 110100;
  i.tenkan = 110700;
  i.kijun = 110200;
  i.span_a = 109500;
  i.span_b = 108500;
  i.volume_ratio = 1.75;
  i.poc = 110050;
  i.momentum_short = 0.034;
  i.momentum_long = 0.05;
  analysis.advanced = Advanced{7.25, 0.8125, 64, true, false, 0.71875, 1234.5};
  analysis.risk_reward = RiskReward{111034.25, 110359,  112722.375, 675.25, 1688.125,
                                    2.5,       0.60625, 1.5,        110000, 111500};
  analysis.market_regime = MarketRegime{"trending_up", 0.75, 31, "medium"};
  analysis.reasons = {{"momentum_short", 0.034, 1, 0.22, 22}, {"rsi", 61.25, 0.5625, 0.14, 7.875}};
  return analysis;
}

inline Signal full_signal() {
  Signal signal;
  signal.exchange = "binance";
  signal.symbol = "BTC/USDT";
  signal.interval = Interval::h1;
  signal.candle_close_ms = 1'761'307'200'000;
  signal.price = 111034.25;
  signal.change = 1.9375;
  signal.volume = 1830000000.0;
  signal.gap_ratio = 0.0078125;
  signal.analysis = full_analysis();
  return signal;
}

// From a quick analysis: most numbers are absent.
inline Signal quick_signal() {
  Signal signal;
  signal.exchange = "okx";
  signal.symbol = "ETH/USDT:USDT";
  signal.interval = Interval::h1;
  signal.candle_close_ms = 1'761'307'200'000;
  signal.price = 4000;
  signal.analysis.score = -41.5;
  signal.analysis.side = Side::sell;
  signal.analysis.label = "Sell";
  signal.analysis.strength = 42;
  signal.analysis.indicators.rsi = 35;
  return signal;
}

inline PartialResult partial() {
  PartialResult partial;
  partial.task_id = 7'000'000'000;
  partial.attempt = 2;
  partial.exchange = "binance";
  partial.signals = {full_signal(), quick_signal()};
  partial.markets = {500, 150, 2, 1, {{"low_volume", 350}, {"stale", 147}}, {"GONE/USDT"}};
  partial.timing = {52'300'000'000, 2'500'000'000,  49'800'000'000,
                    10'000'000'000, 42'000'000'000, 300'000'000};
  partial.traffic = {152, 1, 9'000'000'000, 0};
  partial.data_age_seconds = 2.5;
  return partial;
}

inline PartialResult failed_partial() {
  PartialResult partial;
  partial.task_id = 8;
  partial.exchange = "okx";
  partial.failure =
      Failure{ErrorKind::maintenance, "okx: maintenance until 13:00 UTC; scan again then"};
  return partial;
}

inline ScanTask task() {
  ScanTask task;
  task.task_id = 18'000'000'000'000'000'000U;
  task.attempt = 3;
  task.key = {"kraken",
              MarketType::swap,
              Interval::h4,
              {{"BTC/USD:USD"}, {"USDT", "USD"}, 40, 250'000.5},
              false,
              1'761'307'200'000,
              2,
              4};
  task.deadline_ms = 1'761'307'320'000;
  return task;
}

inline ScanRequest parallel_request() {
  ScanRequest request;
  request.mode = ScanMode::parallel;
  request.exchanges = {{"Binance", "binance"}, {"gateio", "gate"}, {"okx", "okx"}};
  request.timeframe = "medium";
  request.min_strength = 60;
  request.top_n = {200, {{"kraken", 40}}};
  request.request_id = "order-17";
  request.priority = Priority::high;
  request.ignored_fields = {"colour", "user"};
  return request;
}

inline ScanRequest single_request() {
  ScanRequest request;
  request.exchanges = {{"binance", "binance"}};
  request.timeframe = "1h";
  request.min_strength = 62.5;
  request.signal = SignalFilter::buy;
  return request;
}

inline ExchangeDetail detail(const std::string& name) {
  ExchangeDetail detail;
  detail.name = name;
  detail.duration_seconds = 52.25;
  detail.signals_found = 150;
  detail.init_seconds = 2.5;
  detail.scan_seconds = 49.75;
  detail.filter_seconds = 0.0078125;
  detail.queue_seconds = 0.125;
  detail.rate_limit_wait_seconds = 10;
  detail.network_seconds = 42;
  detail.compute_seconds = 0.25;
  detail.markets = {500, 152, 150, 2, {{"low_volume", 348}}, {"GONE/USDT", "LOST/USDT"}};
  detail.traffic = {154, 2, 12'345'678, 0};
  detail.attempts = 1;
  detail.data_age_seconds = 3.5;
  return detail;
}

inline ExchangeDetail failed_detail(const std::string& name) {
  ExchangeDetail detail;
  detail.name = name;
  detail.duration_seconds = 4.5;
  detail.failure = Failure{ErrorKind::maintenance, "maintenance until 13:00 UTC; scan again then"};
  detail.attempts = 1;
  detail.shared = true;
  return detail;
}

inline ScanResult parallel_result() {
  ScanResult result;
  result.job_id = kJobId;
  result.request = parallel_request();
  result.status = JobStatus::partial;
  result.seq = 42;
  result.epoch = "9f2c61d05e7ab348";
  result.timestamp_ms = 1'761'309'296'789;
  result.duration_seconds = 55.125;
  result.signals = {full_signal(), quick_signal()};
  result.total_scanned = 300;
  result.truncated = true;
  result.exchanges = {detail("Binance"), detail("gateio"), failed_detail("okx")};
  result.performance = {55, 109, 1.984375, 54, 0.015625, 2, 1};
  return result;
}

inline ScanResult single_result() {
  ScanResult result = parallel_result();
  result.request = single_request();
  result.status = JobStatus::complete;
  result.truncated = false;
  result.signals = {full_signal()};
  result.exchanges = {detail("binance")};
  result.total_scanned = 150;
  return result;
}

inline ScanResult failed_result() {
  ScanResult result = single_result();
  result.status = JobStatus::failed;
  result.signals.clear();
  result.exchanges = {failed_detail("binance")};
  result.total_scanned = 0;
  return result;
}

inline JobProgress progress() {
  return {kJobId,
          12.5,
          {{"binance", ExchangeProgress::State::scan, 40, 150},
           {"gateio", ExchangeProgress::State::queued, 0, 0},
           {"okx", ExchangeProgress::State::failed, 0, 0}}};
}

inline PublishedPartial published_partial() {
  return {kJobId, "gate", detail("gateio"), {full_signal()}, true, "medium"};
}

inline std::vector<JobSummary> jobs() {
  JobSummary running{kJobId, JobStatus::running, Priority::high, "medium", 1'761'309'241'664, 120};
  running.exchanges = 5;
  running.done = 2;
  running.failed = 1;
  JobSummary done = running;
  done.job_id = "01k8b0m3s9e1r5t7y2n4p6w8x0";
  done.status = JobStatus::complete;
  done.done = 5;
  done.failed = 0;
  done.seq = 41;
  return {running, done};
}

inline std::vector<ExchangeReport> exchanges() {
  const std::vector<Interval> some{Interval::m1, Interval::h1, Interval::d1};
  return {{{"gate",
            {"gateio"},
            {MarketType::spot, MarketType::swap},
            {{MarketType::spot, some}, {MarketType::swap, {Interval::h1}}},
            150},
           {1, 12, 0.75, 48.5},
           {{"spot", {}},
            {"swap",
             {CircuitReport::State::open, 5, 7300,
              Failure{ErrorKind::network, "connection refused"}}}}},
          {{"kraken", {}, {MarketType::spot}, {{MarketType::spot, some}}, 40},
           {2, 0, {}, {}},
           {{"spot", {}}}}};
}

inline DaemonStatus status() {
  DaemonStatus status;
  status.version = "0.1.0";
  status.started_ms = 1'761'300'000'000;
  status.uptime_seconds = 9296.5;
  status.epoch = "9f2c61d05e7ab348";
  status.last_seq = 42;
  status.gauges = {{"jobs_running", 1}, {"workers_busy", 5}, {"workers_idle", 11}};
  status.counters = {{"jobs_accepted", 43}, {"jobs_refused", 2}};
  return status;
}

}  // namespace scand::proto::samples
