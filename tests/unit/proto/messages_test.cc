#include "proto/messages.h"

#include <gtest/gtest.h>
#include <string>

#include "tests/kit/proto/samples.h"

namespace scand::proto {
namespace {

TEST(Messages, TypesRoundTrip) {
  for (int i = 0; i <= static_cast<int>(MessageType::ping); ++i) {
    const auto type = static_cast<MessageType>(i);
    EXPECT_EQ(parse_message_type(name(type)), type);
  }
  EXPECT_EQ(name(MessageType::signals_latest), "signals.latest");
  EXPECT_EQ(name(MessageType::scan_replay), "scan.replay");
  EXPECT_EQ(parse_message_type("SCAN.SUBMIT"), std::nullopt);
}

TEST(Messages, RefusalCodesRoundTrip) {
  for (int i = 0; i <= static_cast<int>(RefusalCode::internal); ++i) {
    const auto code = static_cast<RefusalCode>(i);
    EXPECT_EQ(parse_refusal_code(name(code)), code);
  }
  EXPECT_EQ(name(RefusalCode::not_authorised), "not_authorised");
  EXPECT_EQ(parse_refusal_code(""), std::nullopt);
}

TEST(JobId, HasOneForm) {
  const std::string id = samples::kJobId;
  EXPECT_TRUE(is_job_id(id));
  EXPECT_TRUE(is_job_id("7zzzzzzzzzzzzzzzzzzzzzzzzz"));
  EXPECT_FALSE(is_job_id("8zzzzzzzzzzzzzzzzzzzzzzzzz"));  // 129 bits
  EXPECT_FALSE(is_job_id(id.substr(1)));
  EXPECT_FALSE(is_job_id(id + "0"));
  EXPECT_FALSE(is_job_id(""));
  for (const char c : {'i', 'l', 'o', 'u', 'A', '.', ' ', '\0'}) {
    std::string spoilt = id;
    spoilt[9] = c;
    EXPECT_FALSE(is_job_id(spoilt)) << c;
  }
}

}  // namespace
}  // namespace scand::proto
