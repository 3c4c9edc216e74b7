#pragma once
// A message as the views get it, from JSON text.

#include <string_view>

#include "proto/encoding/json_to_value.h"
#include "proto/limits.h"

namespace scand::daemon {

inline proto::Value parse_json(std::string_view json) {
  return proto::json_to_value(json, proto::kResultLimits).value();
}

}  // namespace scand::daemon
