#pragma once
// What travels over the frontend ROUTER beside requests and results: kinds of message, replies,
// refusals. See SPEC.md.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace scand::proto {

inline constexpr std::uint64_t kProtocolVersion = 1;

enum class MessageType : std::uint8_t {
  scan_submit,
  scan_get,
  scan_wait,
  scan_cancel,
  scan_replay,
  scan_list,
  signals_latest,
  exchanges_list,
  status,
  ping
};
[[nodiscard]] std::string_view name(MessageType type);  // "scan.submit"
[[nodiscard]] std::optional<MessageType> parse_message_type(std::string_view text);

// Why a request was refused: the closed list behind an error reply's `code`.
enum class RefusalCode : std::uint8_t {
  bad_request,
  unsupported_timeframe,
  unsupported,
  conflict,
  not_found,
  busy,
  too_old,
  not_authorised,
  unavailable,
  internal
};
[[nodiscard]] std::string_view name(RefusalCode code);
[[nodiscard]] std::optional<RefusalCode> parse_refusal_code(std::string_view text);

// What a scan.replay could have had instead.
struct HeldResults {
  std::string epoch;  // the daemon's
  std::uint64_t oldest_seq = 0;
  friend bool operator==(const HeldResults&, const HeldResults&) = default;
};

// `message` names the field, what was given and what is allowed.
struct Refusal {
  RefusalCode code = RefusalCode::internal;
  std::string message;
  std::string field;  // empty: none to blame
  std::optional<std::uint64_t> retry_after_ms;
  std::optional<HeldResults> held{};  // with `too_old`
  bool of_client = false;             // with `busy`: the client's own bound, not the daemon's
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

}  // namespace scand::proto
