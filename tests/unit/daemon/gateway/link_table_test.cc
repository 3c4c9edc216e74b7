#include "daemon/gateway/link_table.h"

#include <chrono>
#include <gtest/gtest.h>

namespace scand::daemon::gateway {
namespace {

base::MonoTime second_at(int seconds) {
  return base::MonoTime(std::chrono::seconds(seconds));
}

class LinkTableTest : public testing::Test {
 protected:
  std::optional<QuestionId> add(int until) {
    OnAnswer answered = [this](const BrokerAnswer&) { ++answered_; };
    return table_.add(answered, second_at(until));
  }
  LinkTable table_{3};
  int answered_ = 0;
};

TEST_F(LinkTableTest, AnAnswerFindsItsQuestionOnce) {
  const auto first = add(10);
  const auto second = add(20);
  ASSERT_TRUE(first && second);
  EXPECT_NE(*first, *second);
  (*table_.take(*second))(LinkFailure::full);
  EXPECT_EQ(answered_, 1);
  EXPECT_FALSE(table_.take(*second));
  EXPECT_EQ(table_.size(), 1U);
  EXPECT_EQ(table_.next(), second_at(10));
}

TEST_F(LinkTableTest, ExpiredQuestionsAreTakenOut) {
  const auto late = add(10);
  (void)add(20);
  EXPECT_TRUE(table_.take_expired(second_at(9)).empty());
  EXPECT_EQ(table_.take_expired(second_at(10)).size(), 1U);
  EXPECT_FALSE(table_.take(*late)) << "a late answer has nobody";
  EXPECT_EQ(table_.next(), second_at(20));
}

TEST_F(LinkTableTest, IsBoundedAndRefusesWithoutTakingTheCallback) {
  for (int i = 0; i < 3; ++i)
    EXPECT_TRUE(add(i));
  OnAnswer mine = [](const BrokerAnswer&) {};
  EXPECT_FALSE(table_.add(mine, second_at(1)));
  EXPECT_TRUE(static_cast<bool>(mine));
  EXPECT_EQ(table_.take_all().size(), 3U);
  EXPECT_EQ(table_.next(), std::nullopt);
}

}  // namespace
}  // namespace scand::daemon::gateway
