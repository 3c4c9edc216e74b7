#pragma once
// The two questions about text from outside that need no locale: ASCII letters' case, and whether
// bytes are well-formed UTF-8. Pure; any thread.

#include <cstddef>
#include <string>
#include <string_view>

namespace scand::base {

// Lower case for ASCII letters; any other byte stays as it is. (std::tolower asks the locale.)
[[nodiscard]] constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
[[nodiscard]] std::string ascii_lower(std::string_view text);

// Bytes of the well-formed UTF-8 character that `text` begins with (Unicode 15, table 3-7); 0 when
// it begins with none. `text` must not be empty.
[[nodiscard]] std::size_t utf8_length(std::string_view text);

}  // namespace scand::base
