// The frames in front of what is published: topics and sequence numbers have one form each.

#include <string>

#include "fuzz_input.h"

#include "proto/topics.h"

namespace {

using namespace scand;

std::string spell(const proto::Topic& topic) {
  switch (topic.kind) {
    case proto::Topic::Kind::result:
      return proto::result_topic(topic.job_id);
    case proto::Topic::Kind::partial:
      return proto::partial_topic(topic.job_id, topic.exchange);
    case proto::Topic::Kind::progress:
      return proto::progress_topic(topic.job_id);
    case proto::Topic::Kind::health:
      break;
  }
  return std::string(proto::kHealthTopic);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view frame = fuzz::text_of(data, size);
  if (const auto topic = proto::parse_topic(frame))
    fuzz::expect(spell(*topic) == frame, "a topic has one spelling");
  if (const auto seq = proto::parse_seq_frame(frame))
    fuzz::expect(proto::seq_frame(*seq) == frame, "a sequence number has one form");
  return 0;
}
