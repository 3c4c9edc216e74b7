// Replies and published bodies, as the client library reads them.

#include "fuzz_input.h"

#include "proto/encoding/msgpack_to_value.h"
#include "proto/reply_message.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace scand;
  const std::string_view bytes = fuzz::text_of(data, size);
  const auto published = proto::msgpack_to_value(bytes, proto::kResultLimits);
  if (published.ok()) {
    (void)proto::result_status(*published);
    (void)proto::result_metadata(*published, "seq");
    (void)proto::describe(*published);
  }
  const auto reply = proto::read_reply_message(bytes);
  if (!reply.ok()) {
    fuzz::expect(!reply.error().empty(), "an error says what is wrong");
    return 0;
  }
  fuzz::expect(published.ok(), "a reply is a message");
  (void)reply->job_id();
  (void)reply->status();
  (void)reply->refusal();
  if (const proto::Value* const result = reply->result()) (void)proto::result_status(*result);
  return 0;
}
