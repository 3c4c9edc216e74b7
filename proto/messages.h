#pragma once
// The vocabulary of the client protocol: message types, refusals, and the form of a job id.
// SPEC.md, "Messages" and "Codes, kinds, statuses".

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

// What the daemon can still replay, stated when it refuses a scan.replay.
struct HeldResults {
  std::string epoch;             // the daemon's current one
  std::uint64_t oldest_seq = 0;  // of the results that are kept
  friend bool operator==(const HeldResults&, const HeldResults&) = default;
};

// Which bound a `busy` refusal ran into: that of one client, or that of all clients together.
enum class BusyScope : std::uint8_t { client, daemon };
[[nodiscard]] std::string_view name(BusyScope scope);
[[nodiscard]] std::optional<BusyScope> parse_busy_scope(std::string_view text);

// `message`, for people, names the field, what was given and what is allowed.
struct Refusal {
  RefusalCode code = RefusalCode::internal;
  std::string message;
  std::string field;  // the request's field at fault; empty: none
  std::optional<std::uint64_t> retry_after_ms;
  std::optional<HeldResults> held{};  // with `too_old`
  std::optional<BusyScope> scope{};   // with `busy`
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

// Whether `text` has the form of a job id: 26 characters of lower-case Crockford base32, beginning
// with 0 to 7 because they hold 128 bits. Ids sort by time. Their fixed length keeps one job's
// topic from being a prefix of another's.
[[nodiscard]] bool is_job_id(std::string_view text);

}  // namespace scand::proto
