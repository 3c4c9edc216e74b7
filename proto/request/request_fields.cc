#include "proto/request/request_fields.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "lib/base/near_match.h"
#include "proto/request_message.h"

namespace scand::proto {
namespace {

constexpr char fold(char c, char first, char last, int by) {
  return c >= first && c <= last ? static_cast<char>(c + by) : c;
}

}  // namespace

std::string to_lower(std::string_view text) {
  std::string folded(text);
  for (char& c : folded)
    c = fold(c, 'A', 'Z', 'a' - 'A');
  return folded;
}

std::string to_upper(std::string_view text) {
  std::string folded(text);
  for (char& c : folded)
    c = fold(c, 'a', 'z', 'A' - 'a');
  return folded;
}

std::string listed(std::span<const std::string_view> names) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i)
    list.append(i == 0 ? "" : i + 1 == names.size() ? " or " : ", ").append(names[i]);
  return list;
}

RequestFields::RequestFields(const Value& request) : request_(request) {
  if (request.map() == nullptr)
    refuse({RefusalCode::bad_request,
            fmt::format("{} was given; a request is a map", describe(request)),
            "",
            {}});
}

void RequestFields::refuse(Refusal refusal) {
  if (ok()) refusal_ = std::move(refusal);
}

void RequestFields::refuse(std::string_view field, const Value& given, std::string_view allowed) {
  const std::string_view hint = given.is_null() ? " (leave the field out for its default)" : "";
  refuse({RefusalCode::bad_request,
          fmt::format("{}: {} was given; allowed: {}{}", field, describe(given), allowed, hint),
          std::string(field),
          {}});
}

const Value* RequestFields::take(std::string_view key) {
  known_.push_back(key);
  return ok() ? request_.find(key) : nullptr;
}

const Value* RequestFields::any(std::string_view key) {
  return take(key);
}

std::optional<bool> RequestFields::boolean(std::string_view key) {
  const Value* given = take(key);
  if (given == nullptr) return std::nullopt;
  const auto value = given->boolean();
  if (!value) refuse(key, *given, "true or false");
  return value;
}

std::optional<double> RequestFields::number(std::string_view key, double min, double max) {
  const Value* given = take(key);
  if (given == nullptr) return std::nullopt;
  const auto value = given->number();
  if (value && *value >= min && *value <= max) return value;
  refuse(key, *given, fmt::format("a number from {} to {}", min, max));
  return std::nullopt;
}

std::optional<std::uint64_t> RequestFields::whole(std::string_view key, std::uint64_t min,
                                                  std::uint64_t max) {
  const Value* given = take(key);
  if (given == nullptr) return std::nullopt;
  const auto value = given->unsigned_integer();
  if (value && *value >= min && *value <= max) return value;
  refuse(key, *given, fmt::format("a whole number from {} to {}", min, max));
  return std::nullopt;
}

std::optional<std::string> RequestFields::text(std::string_view key, std::size_t bytes_max,
                                               std::string_view allowed) {
  const Value* given = take(key);
  if (given == nullptr) return std::nullopt;
  const std::string* value = given->string();
  if (value != nullptr && value->size() <= bytes_max) return *value;
  refuse(key, *given, allowed);
  return std::nullopt;
}

std::optional<std::size_t> RequestFields::choice(std::string_view key,
                                                 std::span<const std::string_view> names) {
  const Value* given = take(key);
  if (given == nullptr) return std::nullopt;
  const std::string* value = given->string();
  if (value == nullptr) {
    refuse(key, *given, listed(names));
    return std::nullopt;
  }
  const auto same = [&](std::string_view name) { return to_lower(name) == to_lower(*value); };
  const auto found = std::ranges::find_if(names, same);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  refuse(key, *given, listed(names) + base::did_you_mean(*value, names));
  return std::nullopt;
}

std::vector<std::string> RequestFields::unknown() const {
  std::vector<std::string> keys;
  if (request_.map() == nullptr) return keys;
  for (const Value::Member& member : *request_.map())
    if (!is_envelope_field(member.key) && std::ranges::find(known_, member.key) == known_.end())
      keys.push_back(member.key);
  std::ranges::sort(keys);
  return keys;
}

}  // namespace scand::proto
