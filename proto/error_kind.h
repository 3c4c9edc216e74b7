#pragma once
// Why the scan of an exchange, or a whole job, did not succeed: the closed list behind
// `error_kind`. The names are part of the wire format and never change their meaning.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace scand::proto {

enum class ErrorKind : std::uint8_t {
  rate_limited,  // the exchange asks us to slow down (429 and its kin)
  banned,        // the exchange shuts out our address for a time (418 and its kin)
  blocked,       // a firewall in front of the exchange refuses us (403)
  geo_blocked,   // refused because of where we are (451)
  maintenance,   // announced pause of the exchange
  transient,     // the exchange is unavailable or overloaded (5xx, "busy"); a retry may succeed
  bad_symbol,    // the exchange does not know the market
  fatal,         // the exchange refuses the request as wrong; a retry is pointless
  timeout,       // a deadline passed
  network,       // no answer: name resolution, connect, reset
  tls,           // the certificate or the handshake was refused
  bad_response,  // an answer that cannot be read: wrong shape, truncated, too large
  unsupported_timeframe,  // the exchange lacks the interval
  cancelled,              // the client cancelled
  worker_lost,            // our own worker died or hung
  internal,               // a fault of scand itself
};

inline constexpr int kErrorKindCount = static_cast<int>(ErrorKind::internal) + 1;

// Whose fault a failure is: what a person has to look at.
enum class Fault : std::uint8_t { exchange, network, client, scand };

[[nodiscard]] std::string_view name(ErrorKind kind);
[[nodiscard]] std::optional<ErrorKind> parse_error_kind(std::string_view text);
// True when the same request may succeed later without anybody changing anything.
[[nodiscard]] bool retryable(ErrorKind kind);
[[nodiscard]] Fault fault(ErrorKind kind);

// `message` says what, where and what to do, for a person.
struct Failure {
  ErrorKind kind = ErrorKind::internal;
  std::string message;
  friend bool operator==(const Failure&, const Failure&) = default;
};

}  // namespace scand::proto
