#pragma once
// The result of a job as clients read it: the body of `scan.result.<job_id>`, of the reply
// `scan.result` (under `result`) and of HTTP. msgpack and JSON have the same names. SPEC.md,
// "Result".

#include <string>

#include "proto/encoding/writer.h"
#include "proto/scan_result.h"

namespace scand::proto {

void write(Writer& out, const ScanResult& result);
[[nodiscard]] std::string encode(const ScanResult& result);  // msgpack

}  // namespace scand::proto
