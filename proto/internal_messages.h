#pragma once
// The messages between scand's own parts of one version, as msgpack: a task (broker to worker), a
// partial result (worker to collector) and a request (in the journal). SPEC.md, "Between our own
// parts", lists their fields.
//
// The journal keeps a request in its parsed form: names are resolved and defaults filled in, so it
// reads back equal even if aliases or defaults have changed since. proto/request/ parses what
// clients send.

#include <string>
#include <string_view>

#include "lib/base/result.h"
#include "proto/encoding/writer.h"
#include "proto/partial_result.h"
#include "proto/scan_request.h"
#include "proto/scan_task.h"

namespace scand::proto {

void write(Writer& out, const ScanTask& task);
void write(Writer& out, const PartialResult& partial);
void write(Writer& out, const ScanRequest& request);

[[nodiscard]] std::string encode(const ScanTask& task);
[[nodiscard]] std::string encode(const PartialResult& partial);
[[nodiscard]] std::string encode(const ScanRequest& request);

// The error says what is wrong with the bytes and where. Never throws.
[[nodiscard]] base::Result<ScanTask, std::string> decode_scan_task(std::string_view bytes);
[[nodiscard]] base::Result<PartialResult, std::string> decode_partial(std::string_view bytes);
[[nodiscard]] base::Result<ScanRequest, std::string> decode_scan_request(std::string_view bytes);

}  // namespace scand::proto
