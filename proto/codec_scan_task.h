#pragma once
// ScanTask over the wire: what the broker gives to a worker. Internal: SPEC.md, "Between our own
// parts".

#include <string>
#include <string_view>

#include "lib/base/result.h"
#include "proto/encoding/writer.h"
#include "proto/scan_task.h"

namespace scand::proto {

void write(Writer& out, const ScanTask& task);
[[nodiscard]] std::string encode(const ScanTask& task);  // msgpack

// The error says what is wrong with the bytes and where. Never throws.
[[nodiscard]] base::Result<ScanTask, std::string> decode_scan_task(std::string_view bytes);

}  // namespace scand::proto
