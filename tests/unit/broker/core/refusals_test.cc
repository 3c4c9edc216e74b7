#include "broker/core/refusals.h"

#include <gtest/gtest.h>
#include <string>

#include "core_driver.h"

namespace scand::broker {
namespace {

using proto::RefusalCode;

TEST(Refusals, AreSentAndCountedByCode) {
  Turn turn;
  CoreCounters counters;
  refuse(turn, counters, test::client("c"), shutting_down());
  EXPECT_EQ(test::the<command::ReplyRefused>(turn.commands).client, test::client("c"));
  EXPECT_EQ(counters.refused.at(static_cast<std::size_t>(RefusalCode::unavailable)), 1U);
}

TEST(Refusals, NameTheFieldAndWhatToDo) {
  const auto conflict = request_id_taken("k", "job");
  EXPECT_EQ(conflict.code, RefusalCode::conflict);
  EXPECT_EQ(conflict.field, "requestId");
  EXPECT_NE(conflict.message.find("\"k\" belongs to job job"), std::string::npos);
  EXPECT_NE(not_journaled("the disk is full").message.find("the disk is full"), std::string::npos);
  EXPECT_TRUE(too_many_waiters(proto::BusyScope::daemon).retry_after_ms);
  EXPECT_TRUE(too_many_submitters("k").retry_after_ms);
}

TEST(Refusals, TextThatIsNotAJobIdIsNotRepeated) {
  const std::string hostile(100'000, 'x');
  EXPECT_LT(not_found(hostile).message.size(), 200U);
  EXPECT_EQ(not_found(hostile).field, "job_id");
  const std::string id = "01hf7yat00000000000000000a";
  EXPECT_NE(not_found(id).message.find(id), std::string::npos);
}

}  // namespace
}  // namespace scand::broker
