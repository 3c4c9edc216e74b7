#pragma once
// Times as people and clients read them: "2025-10-24T12:34:56.789Z", always UTC and milliseconds.

#include <cstdint>
#include <string>

namespace scand::proto {

// Years 0000 to 9999; what lies outside is shown as the nearest moment inside.
[[nodiscard]] std::string iso_time(std::int64_t unix_ms);

}  // namespace scand::proto
