#include "lib/exchange/placeholders.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <fmt/format.h>

namespace scand::lib::exchange {
namespace {

std::optional<Placeholder> parse(std::string_view inside) {
  const std::size_t sign = inside.find_first_of("+-");
  Placeholder placeholder{std::string(inside.substr(0, sign)), 0};
  const bool named = !placeholder.name.empty() && std::ranges::all_of(placeholder.name, [](char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
  });
  if (!named) return std::nullopt;
  if (sign == std::string_view::npos) return placeholder;
  const std::string_view number = inside.substr(inside[sign] == '+' ? sign + 1 : sign);
  const char* const end = number.data() + number.size();
  const auto [stop, error] = std::from_chars(number.data(), end, placeholder.plus);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return placeholder;
}

}  // namespace

std::optional<std::vector<Piece>> split_placeholders(std::string_view text) {
  std::vector<Piece> pieces;
  while (!text.empty()) {
    const std::size_t open = text.find_first_of("{}");
    if (open != 0) pieces.emplace_back(std::string(text.substr(0, open)));
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find('}', open);
    if (text[open] == '}' || close == std::string_view::npos) return std::nullopt;
    auto placeholder = parse(text.substr(open + 1, close - open - 1));
    if (!placeholder) return std::nullopt;
    pieces.emplace_back(std::move(*placeholder));
    text.remove_prefix(close + 1);
  }
  return pieces;
}

std::string url_encode(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain)
      encoded += c;
    else
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

}  // namespace scand::lib::exchange
