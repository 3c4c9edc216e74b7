#pragma once
// The request-target of a request line (RFC 9112 section 3.2) taken apart: path and query,
// percent-decoded. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/gateway/http_message.h"

namespace scand::daemon::gateway {

struct RequestTarget {
  std::string path;  // begins with '/'; or "*" alone (OPTIONS *)
  std::vector<Header> query;
};

// Takes "/path?a=1", "http://host/path?a=1" and "*". Nothing where a percent sign is not followed
// by two hex digits, where the decoded text is not UTF-8 or has a NUL, or where it is none of the
// three.
[[nodiscard]] std::optional<RequestTarget> parse_target(std::string_view target);

// The same for one component. `plus_is_space`: as in a query.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text,
                                                        bool plus_is_space = false);

}  // namespace scand::daemon::gateway
