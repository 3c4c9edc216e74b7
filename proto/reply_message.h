#pragma once
// A reply as a client reads it: its envelope, and accessors for what every kind carries.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lib/base/result.h"
#include "proto/encoding/value.h"
#include "proto/limits.h"
#include "proto/messages.h"
#include "proto/scan_result.h"

namespace scand::proto {

enum class ReplyType : std::uint8_t { scan_accepted, scan_result, ok, error };
[[nodiscard]] std::string_view name(ReplyType type);

struct ReplyMessage {
  ReplyType type = ReplyType::error;
  Value id;    // as this client sent it
  Value body;  // the whole map

  // The fields of a kind, where present and of their type.
  [[nodiscard]] std::optional<std::string> job_id() const;
  [[nodiscard]] std::optional<JobStatus> status() const;
  [[nodiscard]] const Value* result() const { return body.find("result"); }
  // Of an `error`. A code that this client does not know becomes `internal`.
  [[nodiscard]] Refusal refusal() const;
};

// The error says why the bytes are no reply of this protocol. Never throws.
[[nodiscard]] base::Result<ReplyMessage, std::string> read_reply_message(std::string_view bytes);

// Of a result: its `metadata.<key>` (nullptr when absent), and the terminal status.
[[nodiscard]] const Value* result_metadata(const Value& result, std::string_view key);
[[nodiscard]] std::optional<JobStatus> result_status(const Value& result);

}  // namespace scand::proto
