#pragma once
// Why the scan of an exchange, or a whole job, did not succeed: the closed list of values of
// `error_kind`. The names are part of the wire format; their meaning never changes.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace scand::proto {

enum class ErrorKind : std::uint8_t {
  rate_limited,  // the exchange asks us to slow down (429 and the like)
  banned,        // the exchange bans our address for a time (418 and the like)
  blocked,       // a firewall in front of the exchange refuses us (403)
  geo_blocked,   // refused because of where we are (451)
  maintenance,   // the exchange has announced a pause
  transient,     // the exchange is unavailable or overloaded (5xx, "busy"); a retry may succeed
  bad_symbol,    // the exchange does not know the market
  fatal,         // the exchange refuses the request as wrong; a retry is pointless
  timeout,       // a deadline passed
  network,       // no answer: name resolution, connect, reset
  tls,           // the certificate or the handshake was refused
  bad_response,  // a response that cannot be read: wrong shape, truncated, too large
  unsupported_timeframe,  // the exchange does not offer the interval
  cancelled,              // the client cancelled
  worker_lost,            // our own worker died or hung
  internal,               // a fault of scand itself
};

inline constexpr int kErrorKindCount = static_cast<int>(ErrorKind::internal) + 1;

// Where a person has to look for the cause.
enum class Fault : std::uint8_t { exchange, network, client, scand };

[[nodiscard]] std::string_view name(ErrorKind kind);
[[nodiscard]] std::optional<ErrorKind> parse_error_kind(std::string_view text);
// True if the same request may succeed later although nobody changes anything.
[[nodiscard]] bool retryable(ErrorKind kind);
[[nodiscard]] Fault fault(ErrorKind kind);

// `message`, for a person, says what failed, where, and what to do.
struct Failure {
  ErrorKind kind = ErrorKind::internal;
  std::string message;
  friend bool operator==(const Failure&, const Failure&) = default;
};

}  // namespace scand::proto
