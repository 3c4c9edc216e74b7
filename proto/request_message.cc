#include "proto/request_message.h"

#include <array>
#include <fmt/format.h>
#include <optional>
#include <utility>
#include <vector>

#include "lib/base/near_match.h"
#include "proto/encoding/msgpack_to_value.h"
#include "proto/encoding/msgpack_writer.h"

namespace scand::proto {
namespace {

constexpr std::array<std::string_view, 3> kEnvelope{"v", "type", "id"};

bool may_be_id(const Value& id) {
  if (id.is_null() || id.kind() == Value::Kind::integer) return true;
  return id.string() != nullptr && id.string()->size() <= kCorrelationBytesMax;
}

// The `id` for the reply. A refused request has one too, if it could be read.
std::string correlation_of(const Value& message) {
  const Value* id = message.find("id");
  return id != nullptr && may_be_id(*id) && !id->is_null() ? to_msgpack(*id) : std::string();
}

Refusal bad(std::string field, std::string message) {
  return {RefusalCode::bad_request, std::move(message), std::move(field), {}};
}

std::optional<Refusal> wrong_version(const Value& message) {
  const Value* version = message.find("v");
  if (version == nullptr)
    return bad("v", fmt::format("v: is missing; allowed: {}", kProtocolVersion));
  const auto number = version->unsigned_integer();
  if (!number)
    return bad("v",
               fmt::format("v: {} was given; allowed: {}", describe(*version), kProtocolVersion));
  if (*number == kProtocolVersion) return std::nullopt;
  return Refusal{
      RefusalCode::unsupported,
      fmt::format("v: {} was given; this scand speaks version {}", *number, kProtocolVersion),
      "v",
      {}};
}

std::vector<std::string_view> known_types() {
  std::vector<std::string_view> types;
  for (int i = 0; i <= static_cast<int>(MessageType::ping); ++i)
    types.push_back(name(static_cast<MessageType>(i)));
  return types;
}

base::Result<MessageType, Refusal> type_of(const Value& message) {
  const Value* type = message.find("type");
  const std::string* text = type != nullptr ? type->string() : nullptr;
  if (text != nullptr)
    if (const auto known = parse_message_type(*text)) return *known;
  const std::vector<std::string_view> types = known_types();
  return bad("type", fmt::format("type: {}; allowed: {}{}",
                                 type == nullptr ? "is missing" : describe(*type) + " was given",
                                 fmt::join(types, ", "),
                                 text == nullptr ? "" : base::did_you_mean(*text, types)));
}

}  // namespace

bool is_envelope_field(std::string_view key) {
  return key == kEnvelope[0] || key == kEnvelope[1] || key == kEnvelope[2];
}

base::Result<RequestMessage, RefusedMessage> read_request_message(std::string_view bytes,
                                                                  const ReadLimits& limits) {
  auto read = msgpack_to_value(bytes, limits);
  if (!read) {
    const ReadError& error = read.error();
    return RefusedMessage{bad("", "the message cannot be read: " + error.message),
                          correlation_of(error.unfinished)};
  }
  Value& message = *read;
  if (message.map() == nullptr)
    return RefusedMessage{
        bad("", fmt::format("{} was given; a message is a map", describe(message))), ""};
  const std::string correlation = correlation_of(message);
  if (const Value* id = message.find("id"); id != nullptr && !may_be_id(*id))
    return RefusedMessage{
        bad("id", fmt::format("id: {} was given; allowed: an integer or a string of at most {} "
                              "bytes",
                              describe(*id), kCorrelationBytesMax)),
        ""};
  if (auto refusal = wrong_version(message))
    return RefusedMessage{*std::move(refusal), correlation};
  auto type = type_of(message);
  if (!type) return RefusedMessage{std::move(type).error(), correlation};
  return RequestMessage{*type, correlation, std::move(message)};
}

std::string encode_request_message(MessageType type, const Value& id, const Value& body) {
  Value::Map message{{"v", kProtocolVersion}, {"type", name(type)}, {"id", id}};
  if (const Value::Map* fields = body.map())
    message.insert(message.end(), fields->begin(), fields->end());
  return to_msgpack(Value(std::move(message)));
}

}  // namespace scand::proto
