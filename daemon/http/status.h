#pragma once
// The reason phrases of the statuses that scand sends (RFC 9110 section 15). Pure.
// Beast's own phrases are those of older RFCs ("Payload Too Large").

#include <string_view>

namespace scand::daemon::http {

// "Unknown" for a status that is not in the table.
[[nodiscard]] std::string_view reason_phrase(int status);

}  // namespace scand::daemon::http
