#pragma once
// Parses msgpack into a Value and enforces what the specification forbids: trailing bytes, bin and
// ext types, keys that are not strings, duplicate keys, NaN and infinity, invalid UTF-8, anything
// over the limits, and a container that announces more items than there are bytes left.

#include <string_view>

#include "lib/base/result.h"
#include "proto/encoding/read_limits.h"
#include "proto/encoding/value.h"
#include "proto/encoding/value_builder.h"

namespace scand::proto {

// The error names the byte. Never throws.
[[nodiscard]] base::Result<Value, ReadError> msgpack_to_value(std::string_view bytes,
                                                              const ReadLimits& limits);

}  // namespace scand::proto
