#include "lib/exchange/hold.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdint>

#include "lib/exchange/clean_text.h"
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

}  // namespace

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
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) ==
           std::tolower(static_cast<unsigned char>(b));
  };
  const auto found =
      std::search(text.begin(), text.end(), rule.after.begin(), rule.after.end(), same);
  if (found == text.end()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(found - text.begin()) + rule.after.size());
  text.remove_prefix(std::min(text.find_first_not_of(" :["), text.size()));
  return read(text.substr(0, text.find_first_not_of("0123456789")), rule.unit, rule.is_time, reply);
}

}  // namespace scand::lib::exchange
