#pragma once
// Times as clients and people read them (RFC 3339): "2025-10-24T12:34:56.789Z", always UTC, always
// with milliseconds.

#include <cstdint>
#include <string>

namespace scand::proto {

// For the years 0000 to 9999. A time outside becomes the nearest time inside.
[[nodiscard]] std::string iso_time(std::int64_t unix_ms);

}  // namespace scand::proto
