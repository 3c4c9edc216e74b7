#pragma once
// Well-formed UTF-8, as Unicode defines it: no overlong forms, no surrogates, nothing past
// U+10FFFF.

#include <string>
#include <string_view>

namespace scand::proto {

[[nodiscard]] bool valid_utf8(std::string_view text);

// The same text with a question mark for each byte that belongs to no character: for what an
// exchange or a library said and somebody has to read.
[[nodiscard]] std::string repaired_utf8(std::string_view text);

}  // namespace scand::proto
