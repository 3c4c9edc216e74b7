#pragma once
// The request-target of a request line (RFC 9112 section 3.2) taken apart: path and query,
// percent-decoded. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/http/message.h"

namespace scand::daemon::http {

struct RequestTarget {
  std::string path;  // begins with '/'; or "*" alone (OPTIONS *)
  std::vector<Header> query;
};

// Reads "/path?a=1", "http://host/path?a=1" and "*". Nullopt if it has none of these forms, if a
// percent sign is not followed by two hex digits, or if the decoded text has a NUL or is not UTF-8.
[[nodiscard]] std::optional<RequestTarget> parse_target(std::string_view target);

// The same for one component. `plus_is_space`: as in a query.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text,
                                                        bool plus_is_space = false);

}  // namespace scand::daemon::http
