#include "broker/list_replies.h"

#include <gtest/gtest.h>

#include "proto/reply_message.h"
#include "tests/kit/broker/broker_fixture.h"
#include "tests/kit/broker/samples.h"

namespace scand::broker {
namespace {

const proto::Value::Array& list(const proto::ReplyMessage& reply, std::string_view key) {
  static const proto::Value::Array none;
  const proto::Value* found = reply.body.find(key);
  return found != nullptr && found->array() != nullptr ? *found->array() : none;
}

class ListRepliesTest : public testing::Test {
 protected:
  ListRepliesTest() {
    config_.exchanges = &directory_;
    core_.emplace(config_);
  }
  void submit(const char* request_id) {
    proto::ScanRequest request = test::request({"okx"});
    request.request_id = request_id;
    for (const Command& command : core_->handle(event::Submit{{}, request}, test::now_ms(0)))
      if (const auto* job = std::get_if<command::JournalJob>(&command))
        (void)core_->handle(event::JobJournaled{job->job_id}, test::now_ms(0));
  }
  proto::ReplyMessage jobs(const proto::ListQuery& query) {
    return proto::read_reply_message(encode_job_list("", *core_, query)).value();
  }

  proto::ExchangeDirectory directory_ = test::sample_directory();
  CoreConfig config_;
  std::optional<Core> core_;
};

TEST_F(ListRepliesTest, ListsJobsUpToTheLimitAndSaysIfThereAreMore) {
  for (const char* id : {"a", "b", "c"})
    submit(id);
  EXPECT_EQ(list(jobs({std::nullopt, 10}), "jobs").size(), 3U);
  EXPECT_EQ(jobs({std::nullopt, 10}).body.find("more")->boolean(), false);
  EXPECT_EQ(list(jobs({std::nullopt, 2}), "jobs").size(), 2U);
  EXPECT_EQ(jobs({std::nullopt, 2}).body.find("more")->boolean(), true);
}

TEST_F(ListRepliesTest, ListsOnlyTheStatusAskedFor) {
  submit("a");
  EXPECT_EQ(list(jobs({proto::JobStatus::queued, 10}), "jobs").size(), 1U);
  EXPECT_TRUE(list(jobs({proto::JobStatus::complete, 10}), "jobs").empty());
}

TEST_F(ListRepliesTest, ListsExchangesInRankingOrder) {
  const std::string bytes = encode_exchange_list(
      "", directory_, {{"okx", 4, 0.5, 2}, {"kraken", 0, 1, 0}, {"unknown", 9, 1, 1}},
      core_->circuits(), {});
  const auto reply = proto::read_reply_message(bytes).value();
  const auto& rows = list(reply, "exchanges");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].find("rank")->integer(), 1);
  EXPECT_DOUBLE_EQ(rows[0].find("success_rate")->number().value(), 0.5);
  EXPECT_EQ(*rows[0].find("circuits")->find("spot")->find("state")->string(), "closed");
  EXPECT_TRUE(rows[1].find("success_rate")->is_null());  // never scanned, so nothing was measured
}

}  // namespace
}  // namespace scand::broker
