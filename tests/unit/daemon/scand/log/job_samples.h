#pragma once
// Sample results as the collector makes them, for the tests of the log.

#include <string>

#include "lib/base/clock.h"
#include "proto/scan_result.h"

namespace scand::daemon::samples {

inline constexpr base::WallTime kAccepted = base::from_unix_ms(1'761'309'296'123);
inline constexpr base::WallTime kFinished = base::from_unix_ms(1'761'309'351'223);

inline proto::ScanRequest request(std::initializer_list<std::string> exchanges,
                                  proto::ScanMode mode) {
  proto::ScanRequest request;
  request.mode = mode;
  request.min_strength = 60;
  for (const auto& name : exchanges)
    request.exchanges.push_back({name, name});
  return request;
}

inline proto::ExchangeDetail detail(const std::string& name, double init, double scan) {
  proto::ExchangeDetail detail;
  detail.name = name;
  detail.duration_seconds = init + scan;
  detail.init_seconds = init;
  detail.scan_seconds = scan;
  detail.rate_limit_wait_seconds = 1.25;
  detail.signals_found = 150;
  detail.markets.scanned = 150;
  detail.attempts = 1;
  return detail;
}

inline proto::ExchangeDetail failed_detail(const std::string& name, proto::ErrorKind kind,
                                           const std::string& message) {
  auto failed = detail(name, 1.5, 0);
  failed.signals_found = failed.markets.scanned = 0;
  failed.failure = proto::Failure{kind, message};
  return failed;
}

// Two of three exchanges succeeded.
inline proto::ScanResult parallel_result() {
  proto::ScanResult result;
  result.job_id = "01jb3v8q0000000000000000k7";
  result.request = request({"binance", "okx", "bybit"}, proto::ScanMode::parallel);
  result.status = proto::JobStatus::partial;
  result.seq = 7;
  result.duration_seconds = 55.11;
  result.signals.resize(45);
  result.total_scanned = 300;
  result.exchanges = {detail("binance", 2.5, 49.8),
                      failed_detail("okx", proto::ErrorKind::timeout, "no answer within 48 s"),
                      detail("bybit", 2.8, 52.3)};
  result.performance = {.parallel_duration = 55.1,
                        .sequential_duration_estimated = 156.1,
                        .speedup = 156.1 / 55.1,
                        .time_saved_seconds = 101,
                        .filtering_seconds = 0.01,
                        .successful_scans = 2,
                        .failed_scans = 1};
  return result;
}

inline proto::ScanResult single_result() {
  proto::ScanResult result;
  result.job_id = "01jb3v8q0000000000000000k8";
  result.request = request({"binance"}, proto::ScanMode::single);
  result.seq = 8;
  result.duration_seconds = 45.23;
  result.signals.resize(25);
  result.total_scanned = 150;
  result.exchanges = {detail("binance", 2.5, 40.1)};
  result.exchanges[0].filter_seconds = 2.63;
  result.performance.successful_scans = 1;
  return result;
}

}  // namespace scand::daemon::samples
