#pragma once
// Text from outside, made fit for a message.

#include <cstddef>
#include <string>
#include <string_view>

namespace scand::lib::exchange {

// One line of valid UTF-8 without control characters, runs of blanks made one, cut at a character
// to at most `max_bytes`.
[[nodiscard]] std::string clean_text(std::string_view text, std::size_t max_bytes = 200);

// True when `text` holds `part`, whatever the case of ASCII letters.
[[nodiscard]] bool contains_any_case(std::string_view text, std::string_view part);

}  // namespace scand::lib::exchange
