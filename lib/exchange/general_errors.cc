#include "lib/exchange/general_errors.h"

#include <span>

#include "lib/exchange/clean_text.h"

namespace scand::lib::exchange {
namespace {

using proto::ErrorKind;

struct Pattern {
  std::string_view text;
  ErrorKind kind;
};

// Pages that a firewall, a proxy or a delivery network sends in the exchange's place. The first
// match decides, so the more particular text stands first.
constexpr Pattern kPages[] = {
    {"from your country", ErrorKind::geo_blocked},
    {"restricted location", ErrorKind::geo_blocked},
    {"error 1009", ErrorKind::geo_blocked},
    {"error code: 1009", ErrorKind::geo_blocked},
    {"error 1015", ErrorKind::rate_limited},
    {"error code: 1015", ErrorKind::rate_limited},
    {"being rate limited", ErrorKind::rate_limited},
    {"too many requests", ErrorKind::rate_limited},
    {"too frequent", ErrorKind::rate_limited},
    {"error 1020", ErrorKind::blocked},
    {"error code: 1020", ErrorKind::blocked},
    {"you have been blocked", ErrorKind::blocked},
    {"request blocked", ErrorKind::blocked},
    {"access denied", ErrorKind::blocked},
    {"just a moment", ErrorKind::blocked},
    {"attention required", ErrorKind::blocked},
    {"maintenance", ErrorKind::maintenance},
};

// Words that exchanges use in their own errors.
constexpr Pattern kTexts[] = {
    {"restricted location", ErrorKind::geo_blocked}, {"from your country", ErrorKind::geo_blocked},
    {"too many requests", ErrorKind::rate_limited},  {"too many visits", ErrorKind::rate_limited},
    {"too frequent", ErrorKind::rate_limited},       {"rate limit", ErrorKind::rate_limited},
    {"request limit", ErrorKind::rate_limited},      {"maintenance", ErrorKind::maintenance},
    {"try again later", ErrorKind::transient},       {"server is busy", ErrorKind::transient},
    {"system busy", ErrorKind::transient},           {"service unavailable", ErrorKind::transient},
    {"internal server error", ErrorKind::transient}, {"timed out", ErrorKind::transient},
};

std::optional<ErrorKind> find(std::span<const Pattern> patterns, std::string_view text) {
  for (const Pattern& pattern : patterns)
    if (contains_any_case(text, pattern.text)) return pattern.kind;
  return std::nullopt;
}

std::optional<ErrorKind> plain_status(int status) {
  switch (status) {
    case 408:
    case 425:
      return ErrorKind::transient;
    case 418:
      return ErrorKind::banned;
    case 429:
      return ErrorKind::rate_limited;
    case 451:
      return ErrorKind::geo_blocked;
    default:
      return std::nullopt;
  }
}

}  // namespace

ErrorKind general_kind(int status, bool is_json, std::string_view text) {
  if (const auto kind = plain_status(status)) return *kind;
  if (const auto kind = is_json ? find(kTexts, text) : find(kPages, text)) return *kind;
  if (status == 403) return ErrorKind::blocked;
  if (status >= 500) return ErrorKind::transient;
  // Redirects are not followed, and a web page where data should be cannot be read.
  if (status < 400 && (!is_json || status >= 300 || status < 200)) return ErrorKind::bad_response;
  return ErrorKind::fatal;
}

std::optional<base::Nanos> general_hold(ErrorKind kind) {
  using std::chrono::minutes;
  using std::chrono::seconds;
  switch (kind) {
    case ErrorKind::rate_limited:
      return seconds(30);
    case ErrorKind::maintenance:
      return seconds(60);
    case ErrorKind::banned:
    case ErrorKind::blocked:
      return minutes(10);
    case ErrorKind::geo_blocked:
      return minutes(60);
    default:
      return std::nullopt;
  }
}

std::string_view advice(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::rate_limited:
      return "the exchange asks for fewer calls";
    case ErrorKind::banned:
      return "the exchange shuts out this address for a time";
    case ErrorKind::blocked:
      return "a firewall refuses this address; check from elsewhere whether it is ours alone";
    case ErrorKind::geo_blocked:
      return "refused because of where this address is; set a base_url that serves the region";
    case ErrorKind::maintenance:
      return "the exchange pauses; it comes back by itself";
    case ErrorKind::transient:
      return "the exchange is unavailable or overloaded; try again";
    case ErrorKind::bad_symbol:
      return "the exchange does not know this market; check its symbol";
    case ErrorKind::bad_response:
      return "the answer cannot be read; check base_url and the exchange's descriptor";
    default:
      return "the exchange refuses the request as wrong; check its descriptor";
  }
}

}  // namespace scand::lib::exchange
