#include "proto/codec_scan_request.h"

#include "proto/internal_codec.h"
#include "proto/parse_name.h"

namespace scand::proto {

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

void write(Writer& out, const ScanRequest& request) {
  write_internal(out, request);
}

std::string encode(const ScanRequest& request) {
  return encode_internal(request);
}

base::Result<ScanRequest, std::string> decode_scan_request(std::string_view bytes) {
  auto request = decode_internal<ScanRequest>(bytes, kRequestLimits);
  if (request && request->exchanges.empty()) return std::string("exchanges: expected at least one");
  return request;
}

}  // namespace scand::proto
