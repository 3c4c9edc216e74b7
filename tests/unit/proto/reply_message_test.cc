#include "proto/reply_message.h"

#include <gtest/gtest.h>

#include "proto/encoding/msgpack_writer.h"
#include "proto/publications.h"
#include "tests/kit/proto/samples.h"
#include "tests/kit/proto/tree.h"

namespace scand::proto {
namespace {

std::string reply_bytes(Value::Map message) {
  return to_msgpack(Value(std::move(message)));
}

TEST(ReplyMessage, BytesThatAreNotAReplyAreAnErrorThatSaysWhy) {
  EXPECT_EQ(read_reply_message("\xc1").error(),
            "the reply cannot be read: byte 0: a byte that begins no msgpack value");
  EXPECT_EQ(read_reply_message(reply_bytes({{"v", 2}, {"type", "ok"}})).error(),
            "the reply is not of protocol version 1");
  EXPECT_EQ(read_reply_message(reply_bytes({{"v", 1}, {"type", "news"}})).error(),
            "the reply is of an unknown type \"news\"");
  EXPECT_FALSE(read_reply_message(reply_bytes({{"v", 1}})).ok());
  EXPECT_FALSE(read_reply_message("\x01").ok());
}

TEST(ReplyMessage, MissingAndMistypedFieldsAreAbsent) {
  const auto reply = read_reply_message(
      reply_bytes({{"v", 1}, {"type", "ok"}, {"job_id", 5}, {"status", "strange"}}));
  ASSERT_TRUE(reply.ok());
  EXPECT_EQ(reply->job_id(), std::nullopt);
  EXPECT_EQ(reply->status(), std::nullopt);
  EXPECT_EQ(reply->result(), nullptr);
  EXPECT_TRUE(reply->id.is_null());
}

TEST(ReplyMessage, ACodeFromALaterVersionIsInternal) {
  const auto reply = read_reply_message(
      reply_bytes({{"v", 1}, {"type", "error"}, {"code", "new"}, {"message", "m"}}));
  EXPECT_EQ(reply->refusal(), (Refusal{RefusalCode::internal, "m", "", {}}));
}

TEST(ReplyMessage, ResultsHaveAStatusAndMetadata) {
  const Value result = tree_of(encode(samples::parallel_result()));
  EXPECT_EQ(result_status(result), JobStatus::partial);
  EXPECT_EQ(*result_metadata(result, "seq"), Value(42));
  EXPECT_EQ(result_metadata(result, "absent"), nullptr);
  EXPECT_EQ(result_metadata(Value(), "seq"), nullptr);
  EXPECT_EQ(result_status(Value(1)), std::nullopt);
}

}  // namespace
}  // namespace scand::proto
