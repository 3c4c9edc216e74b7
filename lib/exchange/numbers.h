#pragma once
// From text from outside to numbers and times. Only finite numbers pass: no "nan", "inf",
// hexadecimal, blanks, or a sign without digits. Pure.

#include <cstdint>
#include <optional>
#include <string_view>

#include "lib/exchange/descriptor.h"

namespace scand::lib::exchange {

// The whole text as a finite double.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);
// The same; a percent sign may follow the number.
[[nodiscard]] std::optional<double> parse_percent(std::string_view text);

// A point in time in the given unit as ms since 1970, rounded down to whole ms. nullopt when it is
// not a number, or lies before 2009 or after 2100: there was no exchange then, so the unit must be
// wrong. ISO 8601 without a zone means UTC.
[[nodiscard]] std::optional<std::int64_t> parse_time_ms(std::string_view text, TimeUnit unit);

// A date in HTTP's preferred form (RFC 9110: "Tue, 15 Nov 1994 08:12:31 GMT") as ms since 1970.
[[nodiscard]] std::optional<std::int64_t> parse_http_date_ms(std::string_view text);

}  // namespace scand::lib::exchange
