#include "lib/exchange/rate_feedback.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "lib/base/text.h"
#include "lib/exchange/numbers.h"

namespace scand::lib::exchange {
namespace {

using std::chrono::milliseconds;
constexpr double kWeekMs = 7.0 * 24 * 3600 * 1000;

std::optional<std::int64_t> now_ms(const Reply& reply) {
  if (reply.now) return base::unix_ms(*reply.now);
  return parse_http_date_ms(reply.header("date"));
}

std::optional<base::Nanos> bounded(double ms) {
  return base::Nanos(milliseconds(static_cast<std::int64_t>(std::clamp(ms, 0.0, kWeekMs))));
}

std::optional<base::Nanos> until(std::optional<std::int64_t> time_ms, const Reply& reply) {
  const auto now = now_ms(reply);
  if (!time_ms || !now) return std::nullopt;
  return bounded(static_cast<double>(*time_ms - *now));
}

// A duration or, with `is_time`, a point in time.
std::optional<base::Nanos> read(std::string_view text, TimeUnit unit, bool is_time,
                                const Reply& reply) {
  if (is_time) return until(parse_time_ms(text, unit), reply);
  const auto count = parse_number(text);
  if (!count) return std::nullopt;
  switch (unit) {
    case TimeUnit::milliseconds:
      return bounded(*count);
    case TimeUnit::microseconds:
      return bounded(*count / 1e3);
    case TimeUnit::nanoseconds:
      return bounded(*count / 1e6);
    default:
      return bounded(*count * 1e3);
  }
}

// A count in a header; nullopt when it is not there or makes no sense.
std::optional<double> count(const Reply& reply, const std::string& header) {
  if (header.empty()) return std::nullopt;
  const auto number = parse_number(reply.header(header));
  return number && *number >= 0 ? number : std::nullopt;
}

}  // namespace

std::vector<rate::Feedback> feedback(const Descriptor& descriptor, const Route& route,
                                     const Reply& reply) {
  std::vector<rate::Feedback> found;
  for (const CostRule& cost : route.cost) {
    const Bucket* const bucket = descriptor.bucket(cost.bucket);
    if (bucket == nullptr) continue;
    rate::Feedback said;
    said.bucket = bucket->name;
    said.used = count(reply, bucket->used_header);
    said.remaining = count(reply, bucket->remaining_header);
    said.limit = count(reply, bucket->limit_header);
    said.reset_in = reset_in(*bucket, reply);
    if (said.used || said.remaining || said.limit || said.reset_in)
      found.push_back(std::move(said));
  }
  return found;
}

std::optional<base::Nanos> retry_after(const Reply& reply) {
  const std::string_view text = reply.header("retry-after");
  if (const auto wait = read(text, TimeUnit::seconds, false, reply)) return wait;
  return until(parse_http_date_ms(text), reply);
}

std::optional<base::Nanos> reset_in(const Bucket& bucket, const Reply& reply) {
  if (bucket.reset_header.empty()) return std::nullopt;
  return read(reply.header(bucket.reset_header), bucket.reset_unit, bucket.reset_is_time, reply);
}

std::optional<base::Nanos> time_in_text(const TimeInText& rule, std::string_view text,
                                        const Reply& reply) {
  const auto same = [](char a, char b) { return base::ascii_lower(a) == base::ascii_lower(b); };
  const auto found =
      std::search(text.begin(), text.end(), rule.after.begin(), rule.after.end(), same);
  if (found == text.end()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(found - text.begin()) + rule.after.size());
  // "banned until 1761307260000", "retry in: 30 s", "until [1761307260000]".
  text.remove_prefix(std::min(text.find_first_not_of(" :["), text.size()));
  return read(text.substr(0, text.find_first_not_of("0123456789")), rule.unit, rule.is_time, reply);
}

}  // namespace scand::lib::exchange
