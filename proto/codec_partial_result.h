#pragma once
// PartialResult over the wire: a worker's answer to the broker. Internal: SPEC.md, "Between our own
// parts".

#include <string>
#include <string_view>

#include "lib/base/result.h"
#include "proto/encoding/writer.h"
#include "proto/partial_result.h"

namespace scand::proto {

void write(Writer& out, const PartialResult& partial);
[[nodiscard]] std::string encode(const PartialResult& partial);  // msgpack

// The error says what is wrong with the bytes and where. Never throws.
[[nodiscard]] base::Result<PartialResult, std::string> decode_partial(std::string_view bytes);

}  // namespace scand::proto
