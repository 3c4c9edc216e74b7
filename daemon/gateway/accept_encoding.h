#pragma once
// Accept-Encoding (RFC 9110 section 12.5.3). Pure.

#include <string_view>

namespace scand::daemon::gateway {

// Whether gzip may be sent, and is wanted no less than the plain form. No field, or one that cannot
// be read: no.
[[nodiscard]] bool accepts_gzip(std::string_view accept_encoding);

}  // namespace scand::daemon::gateway
