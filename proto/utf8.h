#pragma once
// Well-formed UTF-8, as Unicode defines it: no overlong forms, no surrogates, nothing past
// U+10FFFF.

#include <string_view>

namespace scand::proto {

[[nodiscard]] bool valid_utf8(std::string_view text);

}  // namespace scand::proto
