#include "proto/codec_scan_result.h"

#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

#include "proto/codec_signal.h"
#include "proto/detail_shape.h"
#include "proto/encoding/msgpack_writer.h"
#include "proto/iso_time.h"

namespace scand::proto {
namespace {

// What is echoed of the exchanges: one name in single mode, the list of them in parallel mode.
struct ExchangeNames {
  const ScanRequest& request;
};

void put(Writer& out, const ExchangeNames& names) {
  if (names.request.mode == ScanMode::single) return out.string(names.request.exchanges[0].name);
  out.begin_array(names.request.exchanges.size());
  for (const NamedExchange& exchange : names.request.exchanges)
    out.string(exchange.name);
}

// ... and as the client asked for them.
struct ExchangeAsked {
  const ScanRequest& request;
};

void put(Writer& out, const ExchangeAsked& asked) {
  if (!asked.request.exchange_rule.empty()) return out.string(asked.request.exchange_rule);
  put(out, ExchangeNames{asked.request});
}

// A number that clients send as 60 comes back as 60, not 60.0.
struct AsSent {
  double value;
};

void put(Writer& out, const AsSent& number) {
  if (std::trunc(number.value) == number.value)
    out.integer(static_cast<std::int64_t>(number.value));
  else
    out.number(number.value);
}

struct Details {
  const std::vector<ExchangeDetail>& exchanges;
};

void put(Writer& out, const Details& details) {
  out.begin_map(details.exchanges.size());
  for (const ExchangeDetail& exchange : details.exchanges) {
    out.key(exchange.name);
    write(out, exchange);
  }
}

struct Metadata {
  const ScanResult& result;
};

struct Filters {
  const ScanRequest& request;
};

// Performance in single mode: where the one exchange's time went.
struct SinglePerformance {
  double init = 0, scan = 0, filter = 0;
};

std::optional<Failure> failure_of(const ScanResult& result) {
  if (result.failure || result.request.mode == ScanMode::parallel || result.exchanges.empty())
    return result.failure;
  return result.exchanges[0].failure;
}

std::optional<std::string> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

SinglePerformance single_performance(const ScanResult& result) {
  if (result.exchanges.empty()) return {};
  const ExchangeDetail& only = result.exchanges[0];
  return {only.init_seconds, only.scan_seconds, only.filter_seconds};
}

}  // namespace

template <>
struct Shape<Performance> {
  static void fields(const Performance& self, auto&& f) {
    f.field("parallel_duration", self.parallel_duration);
    f.field("sequential_duration_estimated", self.sequential_duration_estimated);
    f.field("speedup", self.speedup);
    f.field("time_saved_seconds", self.time_saved_seconds);
    f.field("filtering_seconds", self.filtering_seconds);
    f.field("successful_scans", self.successful_scans);
    f.field("failed_scans", self.failed_scans);
  }
};

template <>
struct Shape<SinglePerformance> {
  static void fields(const SinglePerformance& self, auto&& f) {
    f.field("initialization_seconds", self.init);
    f.field("scan_execution_seconds", self.scan);
    f.field("filtering_seconds", self.filter);
    f.field("total_seconds", self.init + self.scan + self.filter);
  }
};

template <>
struct Shape<Filters> {
  static void fields(const Filters& self, auto&& f) {
    f.field("signal", self.request.signal);
    f.field("minStrength", AsSent{self.request.min_strength});
    f.field("exchange", ExchangeAsked{self.request});
  }
};

template <>
struct Shape<Metadata> {
  static void fields(const Metadata& self, auto&& f) {
    const ScanResult& result = self.result;
    const ScanRequest& request = result.request;
    const bool single = request.mode == ScanMode::single;
    const std::optional<Failure> failure = failure_of(result);
    f.field("mode", request.mode);
    f.field("status", result.status);
    f.field("job_id", result.job_id);
    f.field("request_id", unless_empty(request.request_id));
    f.field("count", result.signals.size());
    f.field("total_scanned", result.total_scanned);
    f.field("truncated", result.truncated);
    f.field(single ? "exchange" : "exchanges", ExchangeNames{request});
    f.field("exchange_details", Details{result.exchanges});
    f.field("timeframe", request.timeframe);
    f.field("interval", request.interval);
    f.field("market", request.market);
    f.field("timestamp", iso_time(result.timestamp_ms));
    f.field("duration_seconds", result.duration_seconds);
    if (single)
      f.field("performance", single_performance(result));
    else
      f.field("performance", result.performance);
    f.field("filters_applied", Filters{request});
    f.field("ignored_fields", request.ignored_fields);
    f.field("epoch", result.epoch);
    f.field("seq", result.seq);
    f.field("error", error_of(failure));
    f.field("error_kind", error_kind_of(failure));
  }
};

template <>
struct Shape<ScanResult> {
  static void fields(const ScanResult& self, auto&& f) {
    f.field("signals", SignalRows{self.signals, self.request.timeframe});
    f.field("metadata", Metadata{self});
  }
};

void write(Writer& out, const ScanResult& result) {
  write<ScanResult>(out, result);
}

std::string encode(const ScanResult& result) {
  return to_msgpack(result);
}

}  // namespace scand::proto
