#pragma once
// Why a request cannot be read, in words for its client. A fault ends the connection: nobody knows
// where the next request would begin. Pure.

#include <string>
#include <string_view>

#include "daemon/http/options.h"

namespace scand::daemon::http {

struct Fault {
  int status = 0;  // 0: no fault
  std::string detail;
  explicit operator bool() const { return status != 0; }
};

// The fault behind an error of Beast's parser (a value of boost::beast::http::error). `unread` is
// what the parser has not consumed; `line_read` tells whether it has consumed the request line.
[[nodiscard]] Fault parse_fault(int beast_error, std::string_view unread, bool line_read,
                                const Limits& limits);

// Sizes that Beast does not limit by itself.
[[nodiscard]] Fault size_fault(std::size_t uri_bytes, std::size_t fields, std::size_t header_bytes,
                               const Limits& limits);

}  // namespace scand::daemon::http
