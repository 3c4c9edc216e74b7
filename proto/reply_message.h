#pragma once
// A reply as a client reads it: the envelope, and accessors for the fields of each type. SPEC.md,
// "Replies". For the client library and for tools.

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
  Value id;    // as the client sent it
  Value body;  // the whole map

  // A field of the reply; nullopt or nullptr if it is absent or has another type.
  [[nodiscard]] std::optional<std::string> job_id() const;
  [[nodiscard]] std::optional<JobStatus> status() const;
  [[nodiscard]] const Value* result() const { return body.find("result"); }
  // The contents of an `error`. An unknown code becomes `internal`.
  [[nodiscard]] Refusal refusal() const;
};

// The error says why the bytes are not a reply of this protocol. Never throws.
[[nodiscard]] base::Result<ReplyMessage, std::string> read_reply_message(std::string_view bytes);

// Fields of a result: `metadata.<key>` (nullptr if absent), and the terminal status.
[[nodiscard]] const Value* result_metadata(const Value& result, std::string_view key);
[[nodiscard]] std::optional<JobStatus> result_status(const Value& result);

}  // namespace scand::proto
