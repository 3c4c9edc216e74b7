#pragma once
// Checks and repairs UTF-8 as the Unicode standard defines it (table 3-7, "Well-Formed UTF-8 Byte
// Sequences"): no overlong forms, no surrogates, nothing past U+10FFFF.

#include <string>
#include <string_view>

namespace scand::proto {

[[nodiscard]] bool valid_utf8(std::string_view text);

// The same text with a question mark for each byte that is not part of a character. For texts of
// exchanges and libraries that a person has to read.
[[nodiscard]] std::string repaired_utf8(std::string_view text);

}  // namespace scand::proto
