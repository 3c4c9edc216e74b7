#include "proto/publications.h"

#include <cmath>
#include <cstdint>
#include <optional>

#include "proto/encoding/msgpack_writer.h"
#include "proto/encoding/shape.h"
#include "proto/iso_time.h"
#include "proto/signal_fields.h"

namespace scand::proto {
namespace {

// The exchanges, spelled as the client did (after a rule such as `all`: canonical ids): one name in
// single mode, a list in parallel mode.
struct ExchangeNames {
  const ScanRequest& request;
};

void put(Writer& out, const ExchangeNames& names) {
  if (names.request.mode == ScanMode::single) return out.string(names.request.exchanges[0].name);
  out.begin_array(names.request.exchanges.size());
  for (const NamedExchange& exchange : names.request.exchanges)
    out.string(exchange.name);
}

// The exchanges as the request named them: a rule such as `all`, else as ExchangeNames writes them.
struct RequestedExchanges {
  const ScanRequest& request;
};

void put(Writer& out, const RequestedExchanges& requested) {
  if (!requested.request.exchange_rule.empty()) return out.string(requested.request.exchange_rule);
  put(out, ExchangeNames{requested.request});
}

// Writes a whole number as an integer: 60, not 60.0.
struct WholeAsInteger {
  double value;
};

void put(Writer& out, const WholeAsInteger& number) {
  if (std::trunc(number.value) == number.value)
    out.integer(static_cast<std::int64_t>(number.value));
  else
    out.number(number.value);
}

// Parts of the body for which scan_result.h has no type; these are views.
struct Metadata {
  const ScanResult& result;
};

struct Filters {
  const ScanRequest& request;
};

// `performance` in single mode: where the time of the one exchange went.
struct SinglePerformance {
  double init = 0, scan = 0, filter = 0;
};

// The job's own failure, or in single mode that of the one exchange.
std::optional<Failure> failure_of(const ScanResult& result) {
  if (result.failure || result.request.mode == ScanMode::parallel || result.exchanges.empty())
    return result.failure;
  return result.exchanges[0].failure;
}

std::optional<std::string> error_of(const std::optional<Failure>& failure) {
  return failure ? std::optional(failure->message) : std::nullopt;
}
std::optional<ErrorKind> error_kind_of(const std::optional<Failure>& failure) {
  return failure ? std::optional(failure->kind) : std::nullopt;
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

// An entry of `exchange_details`. A partial has the same fields.
template <>
struct Shape<ExchangeDetail> {
  static void fields(const ExchangeDetail& self, auto&& f) {
    f.field("duration_seconds", self.duration_seconds);
    f.field("success", !self.failure.has_value());
    f.field("error", error_of(self.failure));
    f.field("error_kind", error_kind_of(self.failure));
    f.field("signals_found", self.signals_found);
    f.field("init_seconds", self.init_seconds);
    f.field("scan_seconds", self.scan_seconds);
    f.field("filter_seconds", self.filter_seconds);
    f.field("queue_seconds", self.queue_seconds);
    f.field("rate_limit_wait_seconds", self.rate_limit_wait_seconds);
    f.field("network_seconds", self.network_seconds);
    f.field("compute_seconds", self.compute_seconds);
    f.field("symbols_listed", self.markets.listed);
    f.field("symbols_eligible", self.markets.eligible);
    f.field("symbols_scanned", self.markets.scanned);
    f.field("symbols_skipped", self.markets.skipped);
    f.field("symbols_failed", self.markets.failed);
    f.field("symbols_not_listed", self.markets.not_listed);
    f.field("requests", self.traffic.requests);
    f.field("retries", self.traffic.retries);
    f.field("attempts", self.attempts);
    f.field("bytes_received", self.traffic.bytes_received);
    f.field("cache_hits", self.traffic.cache_hits);
    f.field("data_age_seconds", self.data_age_seconds);
    f.field("shared", self.shared);
  }
};

namespace {

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

}  // namespace

// `performance` in parallel mode.
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
    f.field("minStrength", WholeAsInteger{self.request.min_strength});
    f.field("exchange", RequestedExchanges{self.request});
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

template <>
struct Shape<PublishedPartial> {
  static void fields(const PublishedPartial& self, auto&& f) {
    f.field("job_id", self.job_id);
    f.field("exchange", self.exchange);
    f.field("name", self.detail.name);
    Shape<ExchangeDetail>::fields(self.detail, f);
    f.field("truncated", self.truncated);
    f.field("signals", SignalRows{self.signals, self.timeframe});
  }
};

template <>
struct Shape<ExchangeProgress> {
  static void fields(const ExchangeProgress& self, auto&& f) {
    f.field("exchange", self.exchange);
    f.field("state", self.state);
    f.field("done", self.done);
    f.field("total", self.total);
  }
};

template <>
struct Shape<JobProgress> {
  static void fields(const JobProgress& self, auto&& f) {
    f.field("job_id", self.job_id);
    f.field("elapsed_seconds", self.elapsed_seconds);
    f.field("exchanges", self.exchanges);
  }
};

template <>
struct Shape<Health> {
  static void fields(const Health& self, auto&& f) {
    f.field("epoch", self.epoch);
    f.field("last_seq", self.last_seq);
    f.field("jobs", self.jobs);
  }
};

void write(Writer& out, const ScanResult& result) {
  write<ScanResult>(out, result);
}
void write(Writer& out, const PublishedPartial& partial) {
  write<PublishedPartial>(out, partial);
}
void write(Writer& out, const JobProgress& progress) {
  write<JobProgress>(out, progress);
}
void write(Writer& out, const Health& health) {
  write<Health>(out, health);
}

std::string encode(const ScanResult& result) {
  return to_msgpack(result);
}
std::string encode(const PublishedPartial& partial) {
  return to_msgpack(partial);
}
std::string encode(const JobProgress& progress) {
  return to_msgpack(progress);
}
std::string encode(const Health& health) {
  return to_msgpack(health);
}

}  // namespace scand::proto
