#include "proto/reply_message.h"

#include "proto/encoding/msgpack_to_value.h"
#include "proto/encoding/name_table.h"

namespace scand::proto {
namespace {

constexpr auto kReplyTypes =
    name_table<ReplyType::error>("scan.accepted", "scan.result", "ok", "error");

// The string, or "" if the field is absent or not a string.
std::string text_of(const Value* value) {
  return value != nullptr && value->string() != nullptr ? *value->string() : std::string();
}

}  // namespace

std::string_view name(ReplyType type) {
  return kReplyTypes.name(type);
}

std::optional<std::string> ReplyMessage::job_id() const {
  const Value* value = body.find("job_id");
  if (value == nullptr || value->string() == nullptr) return std::nullopt;
  return *value->string();
}

std::optional<JobStatus> ReplyMessage::status() const {
  return parse_job_status(text_of(body.find("status")));
}

Refusal ReplyMessage::refusal() const {
  Refusal refusal;
  refusal.code = parse_refusal_code(text_of(body.find("code"))).value_or(RefusalCode::internal);
  refusal.message = text_of(body.find("message"));
  refusal.field = text_of(body.find("field"));
  if (const Value* wait = body.find("retry_after_ms"))
    refusal.retry_after_ms = wait->unsigned_integer();
  refusal.scope = parse_busy_scope(text_of(body.find("scope")));
  const Value* oldest = body.find("oldest_seq");
  if (oldest != nullptr && oldest->unsigned_integer())
    refusal.held = HeldResults{text_of(body.find("epoch")), *oldest->unsigned_integer()};
  return refusal;
}

base::Result<ReplyMessage, std::string> read_reply_message(std::string_view bytes) {
  auto read = msgpack_to_value(bytes, kResultLimits);
  if (!read) return "the reply cannot be read: " + read.error().message;
  const Value* version = read->find("v");
  if (version == nullptr || version->unsigned_integer() != kProtocolVersion)
    return "the reply is not of protocol version " + std::to_string(kProtocolVersion);
  const auto type = kReplyTypes.parse(text_of(read->find("type")));
  if (!type) return "the reply is of an unknown type \"" + text_of(read->find("type")) + "\"";
  const Value* id = read->find("id");
  Value own = id != nullptr ? *id : Value();
  return ReplyMessage{*type, std::move(own), std::move(*read)};
}

const Value* result_metadata(const Value& result, std::string_view key) {
  const Value* metadata = result.find("metadata");
  return metadata != nullptr ? metadata->find(key) : nullptr;
}

std::optional<JobStatus> result_status(const Value& result) {
  return parse_job_status(text_of(result_metadata(result, "status")));
}

}  // namespace scand::proto
