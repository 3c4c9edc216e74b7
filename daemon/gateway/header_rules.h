#pragma once
// What a whole header has to keep to, besides its grammar. Pure.

#include <string_view>

#include "daemon/gateway/http_message.h"
#include "daemon/gateway/request_reader.h"

namespace scand::daemon::gateway {

// The value of the first field of that name (given in lower case); empty: none.
[[nodiscard]] std::string_view header_value(const std::vector<Header>& headers,
                                            std::string_view name);

// Where no fault is found, completes `framing` (awaits_continue, head_only) and turns the method
// HEAD into GET.
[[nodiscard]] ReadFault check_header(Request& request, RequestFraming& framing);

// Whether a request line ends in a version of HTTP that is not 1.0 or 1.1.
[[nodiscard]] bool names_other_version(std::string_view text);

}  // namespace scand::daemon::gateway
