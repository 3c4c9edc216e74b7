#include "proto/messages.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace scand::proto
