#pragma once
// Parses JSON into a Value, under the rules and limits that apply to msgpack too: one document with
// nothing after it, no duplicate keys, no NaN, valid UTF-8.

#include <string_view>

#include "lib/base/result.h"
#include "proto/encoding/read_limits.h"
#include "proto/encoding/value.h"
#include "proto/encoding/value_builder.h"

namespace scand::proto {

// The error names the line and column. Never throws.
[[nodiscard]] base::Result<Value, ReadError> json_to_value(std::string_view bytes,
                                                           const ReadLimits& limits);

}  // namespace scand::proto
