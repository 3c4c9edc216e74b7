#pragma once
// Accept-Encoding (RFC 9110 section 12.5.3). Pure.

#include <string_view>

namespace scand::daemon::http {

// Whether the client accepts gzip and does not prefer the plain form. False without the field, or
// if it cannot be read.
[[nodiscard]] bool accepts_gzip(std::string_view accept_encoding);

}  // namespace scand::daemon::http
