#include "lib/scan/exchange_clock.h"

#include <algorithm>
#include <curl/curl.h>
#include <string>

namespace scand::lib {

std::optional<std::int64_t> parse_http_date(std::string_view text) {
  const std::string terminated(text);
  const time_t when = curl_getdate(terminated.c_str(), nullptr);
  if (when < 0) return std::nullopt;
  return static_cast<std::int64_t>(when) * 1000;
}

void ExchangeClock::observe(std::string_view date, std::int64_t started_ms, std::int64_t ended_ms) {
  const auto theirs = parse_http_date(date);
  if (!theirs || ended_ms < started_ms) return;
  const std::int64_t least = *theirs - ended_ms;
  const std::int64_t most = *theirs + 1000 - started_ms;
  const bool fits = seen_ && std::max(least, least_) <= std::min(most, most_);
  // Bounds that exclude each other mean that one of the clocks was set: forget the old ones.
  least_ = fits ? std::max(least, least_) : least;
  most_ = fits ? std::min(most, most_) : most;
  seen_ = true;
}

std::int64_t ExchangeClock::offset_ms() const {
  if (!seen_) return 0;
  return std::clamp<std::int64_t>(0, least_, most_);
}

}  // namespace scand::lib
