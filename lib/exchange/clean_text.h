#pragma once
// Text from outside, made safe for a message: an exchange must not be able to forge a log line.
// Pure.

#include <cstddef>
#include <string>
#include <string_view>

namespace scand::lib::exchange {

// One line of valid UTF-8 without control characters. Runs of blanks become one blank, anything
// that is not UTF-8 a "?". Cut between characters to at most `max_bytes`.
[[nodiscard]] std::string clean_text(std::string_view text, std::size_t max_bytes = 200);

// True when `text` contains `part`, ignoring the case of ASCII letters.
[[nodiscard]] bool contains_any_case(std::string_view text, std::string_view part);

}  // namespace scand::lib::exchange
