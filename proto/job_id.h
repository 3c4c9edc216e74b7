#pragma once
// The form of a job id: 26 characters of lower-case Crockford base32 that begin with 0 to 7 (they
// hold 128 bits), ordered by time. The fixed length keeps one job's topics from being the prefix of
// another's.

#include <string_view>

namespace scand::proto {

[[nodiscard]] bool is_job_id(std::string_view text);

}  // namespace scand::proto
