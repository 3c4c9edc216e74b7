#include "proto/codec_partial_result.h"

#include "proto/encoding/shape.h"
#include "proto/encoding/shape_read.h"
#include "proto/internal_codec.h"
#include "proto/parse_name.h"
#include "proto/signal_shape.h"

namespace scand::proto {

template <>
struct Shape<Failure> {
  static void fields(auto& self, auto&& f) {
    f.field("kind", self.kind);
    f.field("message", self.message);
  }
};

template <>
struct Shape<Analysis> {
  static void fields(auto& self, auto&& f) {
    f.field("score", self.score);
    f.field("side", self.side);
    f.field("label", self.label);
    f.field("strength", self.strength);
    f.field("indicators", self.indicators);
    f.maybe("advanced", self.advanced);
    f.maybe("risk_reward", self.risk_reward);
    f.maybe("market_regime", self.market_regime);
    f.field("reasons", self.reasons);
  }
};

template <>
struct Shape<Signal> {
  static void fields(auto& self, auto&& f) {
    f.field("exchange", self.exchange);
    f.field("symbol", self.symbol);
    f.field("interval", self.interval);
    f.field("candle_close_ms", self.candle_close_ms);
    f.field("price", self.price);
    f.field("change", self.change);
    f.field("volume", self.volume);
    f.field("gap_ratio", self.gap_ratio);
    f.field("analysis", self.analysis);
  }
};

template <>
struct Shape<MarketCounts> {
  static void fields(auto& self, auto&& f) {
    f.field("listed", self.listed);
    f.field("eligible", self.eligible);
    f.field("scanned", self.scanned);
    f.field("failed", self.failed);
    f.field("skipped", self.skipped);
    f.field("not_listed", self.not_listed);
  }
};

template <>
struct Shape<TaskTiming> {
  static void fields(auto& self, auto&& f) {
    f.field("duration_ns", self.duration_ns);
    f.field("init_ns", self.init_ns);
    f.field("scan_ns", self.scan_ns);
    f.field("limiter_ns", self.limiter_ns);
    f.field("network_ns", self.network_ns);
    f.field("compute_ns", self.compute_ns);
  }
};

template <>
struct Shape<TrafficCounts> {
  static void fields(auto& self, auto&& f) {
    f.field("requests", self.requests);
    f.field("retries", self.retries);
    f.field("bytes_received", self.bytes_received);
    f.field("cache_hits", self.cache_hits);
  }
};

template <>
struct Shape<PartialResult> {
  static void fields(auto& self, auto&& f) {
    f.field("task_id", self.task_id);
    f.field("attempt", self.attempt);
    f.field("exchange", self.exchange);
    f.field("failure", self.failure);
    f.field("signals", self.signals);
    f.field("markets", self.markets);
    f.field("timing", self.timing);
    f.field("traffic", self.traffic);
    f.field("data_age_seconds", self.data_age_seconds);
  }
};

void write(Writer& out, const PartialResult& partial) {
  write_internal(out, partial);
}

std::string encode(const PartialResult& partial) {
  return encode_internal(partial);
}

base::Result<PartialResult, std::string> decode_partial(std::string_view bytes) {
  return decode_internal<PartialResult>(bytes, kPartialLimits);
}

}  // namespace scand::proto
