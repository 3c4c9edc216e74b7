#pragma once
// parse_name(text, out): the way back from name(), one overload for each enum that our own messages
// carry, so that generic code can read any of them. False leaves `out` alone.

#include <optional>
#include <string_view>

#include "proto/error_kind.h"
#include "proto/interval.h"
#include "proto/progress.h"
#include "proto/scan_request.h"
#include "proto/scan_result.h"
#include "proto/signal.h"

namespace scand::proto {

template <class E>
bool take_name(const std::optional<E>& parsed, E& out) {
  if (parsed) out = *parsed;
  return parsed.has_value();
}

inline bool parse_name(std::string_view text, ErrorKind& out) {
  return take_name(parse_error_kind(text), out);
}
inline bool parse_name(std::string_view text, Interval& out) {
  return take_name(parse_interval(text), out);
}
inline bool parse_name(std::string_view text, MarketType& out) {
  return take_name(parse_market_type(text), out);
}
inline bool parse_name(std::string_view text, Side& out) {
  return take_name(parse_side(text), out);
}
inline bool parse_name(std::string_view text, ScanMode& out) {
  return take_name(parse_scan_mode(text), out);
}
inline bool parse_name(std::string_view text, SignalFilter& out) {
  return take_name(parse_signal_filter(text), out);
}
inline bool parse_name(std::string_view text, Priority& out) {
  return take_name(parse_priority(text), out);
}
inline bool parse_name(std::string_view text, JobStatus& out) {
  return take_name(parse_job_status(text), out);
}
inline bool parse_name(std::string_view text, ExchangeProgress::State& out) {
  return take_name(parse_progress_state(text), out);
}

}  // namespace scand::proto
