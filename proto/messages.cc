#include "proto/messages.h"

#include "proto/encoding/name_table.h"
#include "proto/limits.h"

namespace scand::proto {
namespace {

constexpr auto kTypes = name_table<MessageType::ping>(
    "scan.submit", "scan.get", "scan.wait", "scan.cancel", "scan.replay", "scan.list",
    "signals.latest", "exchanges.list", "status", "ping");

constexpr auto kCodes = name_table<RefusalCode::internal>(
    "bad_request", "unsupported_timeframe", "unsupported", "conflict", "not_found", "busy",
    "too_old", "not_authorised", "unavailable", "internal");

constexpr auto kScopes = name_table<BusyScope::daemon>("client", "daemon");

}  // namespace

std::string_view name(BusyScope scope) {
  return kScopes.name(scope);
}
std::optional<BusyScope> parse_busy_scope(std::string_view text) {
  return kScopes.parse(text);
}
std::string_view name(MessageType type) {
  return kTypes.name(type);
}
std::optional<MessageType> parse_message_type(std::string_view text) {
  return kTypes.parse(text);
}
std::string_view name(RefusalCode code) {
  return kCodes.name(code);
}
std::optional<RefusalCode> parse_refusal_code(std::string_view text) {
  return kCodes.parse(text);
}

bool is_job_id(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdefghjkmnpqrstvwxyz";
  return text.size() == kJobIdBytes && text.front() <= '7' &&
         text.find_first_not_of(digits) == std::string_view::npos;
}

}  // namespace scand::proto
