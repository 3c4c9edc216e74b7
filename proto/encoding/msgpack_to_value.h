#pragma once
// msgpack bytes to a Value. What the specification refuses is refused here: trailing bytes, bin and
// ext types, keys that are no strings or stand twice, NaN and infinity, invalid UTF-8, and whatever
// is past the limits or announces more items than bytes are left.

#include <string_view>

#include "lib/base/result.h"
#include "proto/encoding/value.h"
#include "proto/encoding/value_builder.h"
#include "proto/limits.h"

namespace scand::proto {

[[nodiscard]] base::Result<Value, ReadError> read_msgpack(std::string_view bytes,
                                                          const ReadLimits& limits);

}  // namespace scand::proto
