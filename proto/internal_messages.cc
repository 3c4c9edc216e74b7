#include "proto/internal_messages.h"

#include <optional>

#include "proto/encoding/msgpack_to_value.h"
#include "proto/encoding/msgpack_writer.h"
#include "proto/encoding/shape.h"
#include "proto/encoding/shape_read.h"
#include "proto/limits.h"
#include "proto/messages.h"
#include "proto/signal_fields.h"

namespace scand::proto {

// shape_read.h reads an enum by parse_name(text, out); one overload for each enum below.
template <class E>
static bool take_name(const std::optional<E>& parsed, E& out) {
  if (parsed) out = *parsed;
  return parsed.has_value();
}
static bool parse_name(std::string_view text, ErrorKind& out) {
  return take_name(parse_error_kind(text), out);
}
static bool parse_name(std::string_view text, Interval& out) {
  return take_name(parse_interval(text), out);
}
static bool parse_name(std::string_view text, MarketType& out) {
  return take_name(parse_market_type(text), out);
}
static bool parse_name(std::string_view text, Side& out) {
  return take_name(parse_side(text), out);
}
static bool parse_name(std::string_view text, ScanMode& out) {
  return take_name(parse_scan_mode(text), out);
}
static bool parse_name(std::string_view text, SignalFilter& out) {
  return take_name(parse_signal_filter(text), out);
}
static bool parse_name(std::string_view text, Priority& out) {
  return take_name(parse_priority(text), out);
}

// A task: broker to worker.

template <>
struct Shape<Universe> {
  static void fields(auto& self, auto&& f) {
    f.field("symbols", self.symbols);
    f.field("quotes", self.quotes);
    f.field("top_n", self.top_n);
    f.field("min_volume_usd", self.min_volume_usd);
  }
};

template <>
struct Shape<TaskKey> {
  static void fields(auto& self, auto&& f) {
    f.field("exchange", self.exchange);
    f.field("market", self.market);
    f.field("interval", self.interval);
    f.field("universe", self.universe);
    f.field("full_analysis", self.full_analysis);
    f.field("last_close_ms", self.last_close_ms);
    f.field("shard", self.shard);
    f.field("shards", self.shards);
  }
};

template <>
struct Shape<ScanTask> {
  static void fields(auto& self, auto&& f) {
    f.field("task_id", self.task_id);
    f.field("attempt", self.attempt);
    f.field("key", self.key);
    f.field("deadline_ms", self.deadline_ms);
  }
};

// A partial result: worker to collector, by way of the broker.

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

// A request: to the journal and back.

template <>
struct Shape<NamedExchange> {
  static void fields(auto& self, auto&& f) {
    f.field("name", self.name);
    f.field("id", self.id);
  }
};

template <>
struct Shape<TopN> {
  static void fields(auto& self, auto&& f) {
    f.field("everywhere", self.everywhere);
    f.field("by_exchange", self.by_exchange);
  }
};

template <>
struct Shape<ScanRequest> {
  static void fields(auto& self, auto&& f) {
    f.field("mode", self.mode);
    f.field("exchanges", self.exchanges);
    f.maybe("exchange_rule", self.exchange_rule);
    f.maybe("fastest", self.fastest);
    f.field("timeframe", self.timeframe);
    f.field("interval", self.interval);
    f.field("signal", self.signal);
    f.field("min_strength", self.min_strength);
    f.field("full_analysis", self.full_analysis);
    f.field("market", self.market);
    f.field("symbols", self.symbols);
    f.field("quotes", self.quotes);
    f.field("top_n", self.top_n);
    f.field("min_volume_usd", self.min_volume_usd);
    f.field("limit", self.limit);
    f.field("deadline_seconds", self.deadline_seconds);
    f.field("request_id", self.request_id);
    f.field("priority", self.priority);
    f.field("ignored_fields", self.ignored_fields);
  }
};

namespace {

// Each message is a map: `v`, the version of these internal shapes, then the fields of its shape.
template <class T>
void write_internal(Writer& out, const T& message) {
  CountFields counter;
  Shape<T>::fields(message, counter);
  out.begin_map(counter.count + 1);
  out.key("v");
  out.unsigned_integer(kProtocolVersion);
  Shape<T>::fields(message, WriteFields{out});
}

template <class T>
base::Result<T, std::string> decode_internal(std::string_view bytes, const ReadLimits& limits) {
  auto tree = msgpack_to_value(bytes, limits);
  if (!tree) return tree.error().message;
  const Value* version = tree->find("v");
  if (version == nullptr || version->unsigned_integer() != kProtocolVersion)
    return "v: expected " + std::to_string(kProtocolVersion) + ", not " +
           (version == nullptr ? "nothing" : describe(*version));
  T out;
  ReadFault fault;
  if (!get(*tree, out, fault)) return fault.text();
  return out;
}

}  // namespace

void write(Writer& out, const ScanTask& task) {
  write_internal(out, task);
}
void write(Writer& out, const PartialResult& partial) {
  write_internal(out, partial);
}
void write(Writer& out, const ScanRequest& request) {
  write_internal(out, request);
}

std::string encode(const ScanTask& task) {
  return to_msgpack(task);
}
std::string encode(const PartialResult& partial) {
  return to_msgpack(partial);
}
std::string encode(const ScanRequest& request) {
  return to_msgpack(request);
}

base::Result<ScanTask, std::string> decode_scan_task(std::string_view bytes) {
  auto task = decode_internal<ScanTask>(bytes, kRequestLimits);
  if (task && (task->key.shards == 0 || task->key.shard == 0 || task->key.shard > task->key.shards))
    return std::string("key.shard: expected 1 to key.shards");
  return task;
}

base::Result<PartialResult, std::string> decode_partial(std::string_view bytes) {
  return decode_internal<PartialResult>(bytes, kPartialLimits);
}

base::Result<ScanRequest, std::string> decode_scan_request(std::string_view bytes) {
  auto request = decode_internal<ScanRequest>(bytes, kRequestLimits);
  if (request && request->exchanges.empty()) return std::string("exchanges: expected at least one");
  return request;
}

}  // namespace scand::proto
