#pragma once
// The description of the HTTP API (OpenAPI 3.1), compiled in from openapi.json.
// Small: the source that implements it is generated.

#include <string_view>

namespace scand::daemon::gateway {

[[nodiscard]] std::string_view openapi_json();

}  // namespace scand::daemon::gateway
