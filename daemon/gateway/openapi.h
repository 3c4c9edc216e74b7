#pragma once
// The description of the HTTP API (OpenAPI 3.1), compiled in from openapi.json.

#include <string_view>

namespace scand::daemon::gateway {

[[nodiscard]] std::string_view openapi_json();

}  // namespace scand::daemon::gateway
