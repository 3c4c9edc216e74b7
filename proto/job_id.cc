#include "proto/job_id.h"

#include "proto/limits.h"

namespace scand::proto {

bool is_job_id(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdefghjkmnpqrstvwxyz";
  return text.size() == kJobIdBytes && text.front() <= '7' &&
         text.find_first_not_of(digits) == std::string_view::npos;
}

}  // namespace scand::proto
