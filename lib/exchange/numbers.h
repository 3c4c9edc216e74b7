#pragma once
// Text from outside -> numbers. Nothing of what is not a finite number passes: no "nan", "inf",
// hexadecimal, blanks, signs in front of nothing.

#include <cstdint>
#include <optional>
#include <string_view>

#include "lib/exchange/descriptor.h"

namespace scand::lib::exchange {

// The whole text as a finite double.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);
// The same, with a percent sign behind it or not.
[[nodiscard]] std::optional<double> parse_percent(std::string_view text);

// A point in time in the given unit -> ms since 1970, cut down to whole ms. nullopt when it is not
// a number or lies before 2009 or after 2100: no exchange was there then, so the unit is wrong.
// ISO 8601 without a zone is UTC.
[[nodiscard]] std::optional<std::int64_t> parse_time_ms(std::string_view text, TimeUnit unit);

// A date as HTTP writes it ("Tue, 15 Nov 1994 08:12:31 GMT") -> ms since 1970.
[[nodiscard]] std::optional<std::int64_t> parse_http_date_ms(std::string_view text);

}  // namespace scand::lib::exchange
