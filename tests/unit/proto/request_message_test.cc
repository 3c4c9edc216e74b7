#include "proto/request_message.h"

#include <gtest/gtest.h>
#include <string>

#include "proto/encoding/msgpack_writer.h"
#include "tests/kit/proto/tree.h"

namespace scand::proto {
namespace {

std::string bytes(Value::Map message) {
  return to_msgpack(Value(std::move(message)));
}

RefusedMessage refused_message(std::string_view message) {
  const auto read = read_request_message(message);
  EXPECT_FALSE(read.ok());
  return read.ok() ? RefusedMessage() : read.error();
}

TEST(RequestMessage, ReadsWhatAClientEncodes) {
  const std::string message =
      encode_request_message(MessageType::scan_get, "c-1", Value::Map{{"job_id", "x"}});
  const auto read = read_request_message(message);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->type, MessageType::scan_get);
  EXPECT_EQ(tree_of(read->correlation), Value("c-1"));
  EXPECT_EQ(in(read->body, "job_id"), Value("x"));
  EXPECT_EQ(read_request_message(encode_request_message(MessageType::ping, 7, Value()))->type,
            MessageType::ping);
}

TEST(RequestMessage, TheOrderOfTheEnvelopeDoesNotMatterAndTheIdIsOptional) {
  const auto read = read_request_message(bytes({{"x", 1}, {"type", "ping"}, {"v", 1.0}}));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->correlation, "");
  EXPECT_EQ(read_request_message(bytes({{"id", Value()}, {"type", "ping"}, {"v", 1}}))->correlation,
            "");
}

TEST(RequestMessage, AWrongEnvelopeIsRefusedWithTheIdItCarries) {
  const auto field_of = [](Value::Map message) {
    message.push_back({"id", "mine"});
    const RefusedMessage refusal = refused_message(bytes(std::move(message)));
    EXPECT_EQ(tree_of(refusal.correlation), Value("mine"));
    return refusal.refusal.field;
  };
  EXPECT_EQ(field_of({{"type", "ping"}}), "v");
  EXPECT_EQ(field_of({{"v", "1"}, {"type", "ping"}}), "v");
  EXPECT_EQ(field_of({{"v", 1}}), "type");
  EXPECT_EQ(field_of({{"v", 1}, {"type", 5}}), "type");
  EXPECT_EQ(field_of({{"v", 1}, {"type", "scan.sumbit"}}), "type");
}

TEST(RequestMessage, ARefusedTypeListsTheKnownTypes) {
  const Refusal refusal = refused_message(bytes({{"v", 1}, {"type", "scan.sumbit"}})).refusal;
  EXPECT_EQ(refusal.code, RefusalCode::bad_request);
  EXPECT_NE(refusal.message.find("scan.submit, scan.get"), std::string::npos) << refusal.message;
  EXPECT_NE(refusal.message.find("did you mean 'scan.submit'?"), std::string::npos)
      << refusal.message;
}

TEST(RequestMessage, AnotherVersionIsUnsupported) {
  const Refusal refusal = refused_message(bytes({{"v", 2}, {"type", "ping"}})).refusal;
  EXPECT_EQ(refusal.code, RefusalCode::unsupported);
  EXPECT_EQ(refusal.message, "v: 2 was given; this scand speaks version 1");
}

TEST(RequestMessage, IdsAreShortStringsOrIntegers) {
  const auto with_id = [](Value id) {
    return read_request_message(bytes({{"v", 1}, {"type", "ping"}, {"id", std::move(id)}}));
  };
  EXPECT_EQ(tree_of(with_id(-5)->correlation), Value(-5));
  EXPECT_EQ(tree_of(with_id(~std::uint64_t{0})->correlation), Value(~std::uint64_t{0}));
  EXPECT_TRUE(with_id(std::string(128, 'x')).ok());
  for (const Value& wrong : {Value(std::string(129, 'x')), Value(1.5), Value(true),
                             Value(Value::Array{}), Value(Value::Map())}) {
    const auto read = with_id(wrong);
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.error().refusal.field, "id");
    EXPECT_EQ(read.error().correlation, "");
  }
}

TEST(RequestMessage, BrokenBytesAreRefusedWithTheIdReadBeforeTheFault) {
  std::string message = bytes({{"id", 9}, {"v", 1}, {"type", "ping"}});
  const RefusedMessage cut = refused_message(message.substr(0, message.size() - 1));
  EXPECT_EQ(tree_of(cut.correlation), Value(9));
  EXPECT_EQ(cut.refusal.code, RefusalCode::bad_request);
  EXPECT_EQ(cut.refusal.field, "");
  EXPECT_EQ(tree_of(refused_message(message + "x").correlation), Value(9));
  EXPECT_EQ(refused_message("\xc1").correlation, "");
  EXPECT_EQ(refused_message("").correlation, "");
  EXPECT_EQ(refused_message("\x05").refusal.message, "5 was given; a message is a map");
}

TEST(RequestMessage, TheSizeLimitMayBeSetLower) {
  const std::string message = bytes({{"v", 1}, {"type", "ping"}});
  ReadLimits limits = kRequestLimits;
  limits.bytes = message.size();
  EXPECT_TRUE(read_request_message(message, limits).ok());
  limits.bytes = message.size() - 1;
  EXPECT_FALSE(read_request_message(message, limits).ok());
}

}  // namespace
}  // namespace scand::proto
