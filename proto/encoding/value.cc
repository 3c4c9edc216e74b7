#include "proto/encoding/value.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <fmt/format.h>
#include <limits>

#include "proto/encoding/utf8.h"

namespace scand::proto {
namespace {

constexpr double kExactMax = 9007199254740992.0;  // 2^53
constexpr std::size_t kShownBytesMax = 40;

bool whole(double number) {
  return std::abs(number) <= kExactMax && std::trunc(number) == number;
}

// The beginning of a string for a message: cut between characters, with control characters replaced
// because they would garble a log or a terminal.
std::string excerpt(const std::string& text) {
  std::string head = text.substr(0, kShownBytesMax);
  while (!head.empty() && !valid_utf8(head))
    head.pop_back();
  const bool cut = head.size() < text.size();
  for (char& c : head)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  return fmt::format("\"{}\"{}", head, cut ? "..." : "");
}

}  // namespace

Value::Value(std::uint64_t value) {
  if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
    state_ = static_cast<std::int64_t>(value);
  else
    state_ = value;
}

Value::Value(Map value) : state_(std::move(value)) {}

Value::Kind Value::kind() const {
  constexpr std::array<Kind, 8> kinds{Kind::null,   Kind::boolean, Kind::integer, Kind::integer,
                                      Kind::number, Kind::string,  Kind::array,   Kind::map};
  return kinds[state_.index()];
}

std::optional<bool> Value::boolean() const {
  const bool* value = std::get_if<bool>(&state_);
  return value != nullptr ? std::optional(*value) : std::nullopt;
}

std::optional<double> Value::number() const {
  if (const auto* value = std::get_if<double>(&state_)) return *value;
  if (const auto* value = std::get_if<std::int64_t>(&state_)) return static_cast<double>(*value);
  if (const auto* value = std::get_if<std::uint64_t>(&state_)) return static_cast<double>(*value);
  return std::nullopt;
}

std::optional<std::int64_t> Value::integer() const {
  if (const auto* value = std::get_if<std::int64_t>(&state_)) return *value;
  if (const auto* value = std::get_if<double>(&state_); value != nullptr && whole(*value))
    return static_cast<std::int64_t>(*value);
  return std::nullopt;
}

std::optional<std::uint64_t> Value::unsigned_integer() const {
  if (const auto* value = std::get_if<std::uint64_t>(&state_)) return *value;
  const std::optional<std::int64_t> value = integer();
  if (!value || *value < 0) return std::nullopt;
  return static_cast<std::uint64_t>(*value);
}

const Value* Value::find(std::string_view key) const {
  const Map* members = map();
  if (members == nullptr) return nullptr;
  for (const Member& member : *members)
    if (member.key == key) return &member.value;
  return nullptr;
}

bool operator==(const Value& a, const Value& b) {
  return a.state_ == b.state_;
}

bool operator==(const Value::Member& a, const Value::Member& b) {
  return a.key == b.key && a.value == b.value;
}

std::string_view name(Value::Kind kind) {
  constexpr std::array<std::string_view, 7> names{"null",     "a boolean", "an integer", "a number",
                                                  "a string", "an array",  "a map"};
  return names[static_cast<std::size_t>(kind)];
}

std::string describe(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
      return "null";
    case Value::Kind::boolean:
      return *value.boolean() ? "true" : "false";
    case Value::Kind::integer:
      if (const auto integer = value.integer()) return fmt::format("{}", *integer);
      return fmt::format("{}", *value.unsigned_integer());
    case Value::Kind::number:
      return fmt::format("{}", *value.number());
    case Value::Kind::string:
      return excerpt(*value.string());
    case Value::Kind::array:
      return fmt::format("an array of {}", value.array()->size());
    case Value::Kind::map:
      break;
  }
  return fmt::format("a map of {}", value.map()->size());
}

}  // namespace scand::proto
