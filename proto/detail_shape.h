#pragma once
// An entry of `exchange_details`: in results, and with three more fields in partials.

#include "proto/encoding/shape.h"
#include "proto/scan_result.h"

namespace scand::proto {

inline std::optional<std::string> error_of(const std::optional<Failure>& failure) {
  return failure ? std::optional(failure->message) : std::nullopt;
}
inline std::optional<ErrorKind> error_kind_of(const std::optional<Failure>& failure) {
  return failure ? std::optional(failure->kind) : std::nullopt;
}

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

}  // namespace scand::proto
