// JSON from anybody, through every parser of requests. What reads as JSON says the same in msgpack.

#include "exchange_samples.h"
#include "fuzz_input.h"

#include "proto/encoding/json_to_value.h"
#include "proto/limits.h"
#include "proto/request/parse_query.h"
#include "proto/request/parse_request.h"
#include "proto/request_message.h"

namespace {

using namespace scand;

void same_in_msgpack(const proto::Value& body) {
  if (body.map() == nullptr) return;
  for (const auto& member : *body.map())
    if (proto::is_envelope_field(member.key)) return;
  const auto message = proto::read_request_message(
      proto::encode_request_message(proto::MessageType::scan_submit, proto::Value(1), body));
  fuzz::expect(message.ok(), "a body that passed as JSON passes as msgpack");
  for (const auto& member : *body.map()) {
    const proto::Value* const found = message->body.find(member.key);
    fuzz::expect(found != nullptr && *found == member.value, "a field survives the wire");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kFarFromLimits = 8192;  // msgpack has other sizes than JSON
  static const proto::ExchangeDirectory directory = fuzz::sample_directory();
  static const proto::RequestDefaults defaults{.exchange = "aleph"};
  const auto body = proto::json_to_value(fuzz::text_of(data, size), proto::kRequestLimits);
  if (!body.ok()) return 0;
  const auto request = proto::parse_scan_request(*body, directory, defaults);
  if (request.ok())
    fuzz::expect(!request->exchanges.empty(), "a request names an exchange");
  else
    fuzz::expect(!request.error().message.empty(), "a refusal says why");
  (void)proto::parse_job_query(*body);
  (void)proto::parse_wait_query(*body);
  (void)proto::parse_list_query(*body);
  (void)proto::parse_latest_query(*body, directory);
  if (size <= kFarFromLimits) same_in_msgpack(*body);
  return 0;
}
