#pragma once
// ScanRequest as the journal keeps it: resolved, so that it reads back equal whatever has become of
// names, aliases and defaults since. Internal: SPEC.md, "Between our own parts". What clients send
// is read by parse_request.h.

#include <string>
#include <string_view>

#include "lib/base/result.h"
#include "proto/encoding/writer.h"
#include "proto/scan_request.h"

namespace scand::proto {

void write(Writer& out, const ScanRequest& request);
[[nodiscard]] std::string encode(const ScanRequest& request);  // msgpack

// The error says what is wrong with the bytes and where. Never throws.
[[nodiscard]] base::Result<ScanRequest, std::string> decode_scan_request(std::string_view bytes);

}  // namespace scand::proto
