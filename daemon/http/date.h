#pragma once
// Dates as HTTP writes them (RFC 9110 section 5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT". Pure.

#include <cstdint>
#include <string>

namespace scand::daemon::http {

[[nodiscard]] std::string http_date(std::int64_t unix_seconds);

}  // namespace scand::daemon::http
