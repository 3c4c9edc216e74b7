#include "lib/exchange/clean_text.h"

#include <algorithm>

#include "lib/base/text.h"

namespace scand::lib::exchange {

std::string clean_text(std::string_view text, std::size_t max_bytes) {
  std::string clean;
  bool blank = true;  // none at the start
  while (!text.empty()) {
    const std::size_t bytes = base::utf8_length(text);
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
  const auto same = [](char a, char b) { return base::ascii_lower(a) == base::ascii_lower(b); };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end() ||
         part.empty();
}

}  // namespace scand::lib::exchange
