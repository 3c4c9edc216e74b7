#include "daemon/scanctl/view/value_access.h"

#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace scand::daemon {

const proto::Value* at(const proto::Value& root, std::initializer_list<std::string_view> path) {
  const auto* value = &root;
  for (const auto key : path) {
    value = value->find(key);
    if (value == nullptr) return nullptr;
  }
  return value;
}

std::string text_at(const proto::Value& root, std::initializer_list<std::string_view> path) {
  const auto* value = at(root, path);
  const auto* text = value == nullptr ? nullptr : value->string();
  return text == nullptr ? std::string() : *text;
}

std::optional<double> number_at(const proto::Value& root,
                                std::initializer_list<std::string_view> path) {
  const auto* value = at(root, path);
  return value == nullptr ? std::nullopt : value->number();
}

bool flag_at(const proto::Value& root, std::initializer_list<std::string_view> path) {
  const auto* value = at(root, path);
  return value != nullptr && value->boolean().value_or(false);
}

proto::Value without_envelope(proto::Value reply) {
  if (auto* map = reply.map())
    std::erase_if(*map, [](const proto::Value::Member& member) {
      return member.key == "v" || member.key == "type" || member.key == "id";
    });
  return reply;
}

std::string show_price(std::optional<double> price) {
  if (!price) return "-";
  std::array<char, 400> digits{};  // enough for the smallest double in fixed notation
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), *price, std::chars_format::fixed);
  return std::string(digits.data(), end.ptr);
}

std::string show_volume(std::optional<double> volume) {
  if (!volume) return "-";
  constexpr std::array<std::pair<double, const char*>, 4> kUnits{
      {{1e12, "T"}, {1e9, "B"}, {1e6, "M"}, {1e3, "k"}}};
  for (const auto& [size, letter] : kUnits)
    if (std::abs(*volume) >= size) return fmt::format("{:.2f}{}", *volume / size, letter);
  return fmt::format("{:.2f}", *volume);
}

std::string show_change(std::optional<double> percent) {
  return percent ? fmt::format("{:+.2f}%", *percent) : "-";
}

std::string show_seconds(std::optional<double> seconds) {
  return seconds ? fmt::format("{:.2f}s", *seconds) : "-";
}

std::string show_count(std::optional<double> count) {
  return count ? fmt::format("{:.0f}", *count) : "-";
}

}  // namespace scand::daemon
