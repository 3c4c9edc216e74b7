#include "lib/exchange/clean_text.h"

#include <algorithm>

namespace scand::lib::exchange {
namespace {

// Bytes of the well-formed UTF-8 character at the front; 0 when there is none.
std::size_t character_bytes(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  // Overlong forms, surrogates and what lies beyond U+10FFFF.
  const unsigned char next = byte(1);
  if ((lead == 0xE0 && next < 0xA0) || (lead == 0xED && next > 0x9F) ||
      (lead == 0xF0 && next < 0x90) || (lead == 0xF4 && next > 0x8F))
    return 0;
  return length;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::string clean_text(std::string_view text, std::size_t max_bytes) {
  std::string clean;
  bool blank = true;  // none at the start
  while (!text.empty()) {
    const std::size_t bytes = character_bytes(text);
    const bool is_blank = bytes == 1 && (static_cast<unsigned char>(text[0]) <= ' ');
    const bool bad = bytes == 0 || text[0] == '\x7F';
    const std::string_view piece = is_blank ? " " : bad ? "?" : text.substr(0, bytes);
    text.remove_prefix(std::max<std::size_t>(bytes, 1));
    if (is_blank && blank) continue;
    if (clean.size() + piece.size() > max_bytes) break;
    blank = is_blank;
    clean += piece;
  }
  if (clean.ends_with(' ')) clean.pop_back();
  return clean;
}

bool contains_any_case(std::string_view text, std::string_view part) {
  const auto same = [](char a, char b) { return lower(a) == lower(b); };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end() ||
         part.empty();
}

}  // namespace scand::lib::exchange
