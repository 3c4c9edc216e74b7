#pragma once
// JSON bytes to a Value, under the same rules and limits as msgpack: one document and nothing after
// it, no key twice, no NaN, valid UTF-8.

#include <string_view>

#include "lib/base/result.h"
#include "proto/encoding/value.h"
#include "proto/encoding/value_builder.h"
#include "proto/limits.h"

namespace scand::proto {

// The error's message names line and column.
[[nodiscard]] base::Result<Value, ReadError> read_json(std::string_view bytes,
                                                       const ReadLimits& limits);

}  // namespace scand::proto
