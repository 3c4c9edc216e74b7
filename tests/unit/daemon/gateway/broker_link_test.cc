#include "daemon/gateway/broker_link.h"

#include <future>
#include <gtest/gtest.h>

#include "tests/kit/broker/broker_fixture.h"

namespace scand::daemon::gateway {
namespace {

using std::chrono::milliseconds;

constexpr std::chrono::seconds kPatience{60};

struct Told {
  std::promise<BrokerAnswer> promise;
  std::future<BrokerAnswer> future = promise.get_future();
};

class BrokerLinkTest : public testing::Test {
 protected:
  static void few_jobs(broker::BrokerOptions& options) { options.core.max_jobs_per_client = 1; }

  std::shared_ptr<Told> ask(Question question) {
    auto told = std::make_shared<Told>();
    link_.ask(std::move(question),
              [told](BrokerAnswer answer) { told->promise.set_value(std::move(answer)); });
    return told;
  }
  BrokerAnswer answer(Question question) {
    const auto told = ask(std::move(question));
    if (told->future.wait_for(kPatience) != std::future_status::ready)
      return LinkFailure::no_answer;
    return told->future.get();
  }
  Question submit(std::string client) {
    return {proto::MessageType::scan_submit, broker::test::scan_of({"okx"}), std::move(client)};
  }

  broker::test::BrokerFixture broker_{
      [](const proto::ScanTask& task, broker::TaskContext& context) {
        (void)broker::test::wait_stopped(context, kPatience);
        return broker::test::sample_partial(task, 1, milliseconds(1));
      },
      few_jobs};
  BrokerLink link_{broker_->context(), broker_.clock()};
};

TEST_F(BrokerLinkTest, ManyQuestionsAreUnderWayAtOnce) {
  EXPECT_EQ(link_.last_turn(), base::MonoTime{});
  const auto before = broker_.clock().mono();
  link_.start();
  std::vector<std::shared_ptr<Told>> told;
  for (int i = 0; i < 500; ++i)
    told.push_back(ask({proto::MessageType::ping, {}, "anna"}));
  for (const auto& one : told) {
    ASSERT_EQ(one->future.wait_for(kPatience), std::future_status::ready);
    EXPECT_TRUE(one->future.get().ok());
  }
  EXPECT_EQ(link_.counters().asked, 500U);
  EXPECT_GE(link_.last_turn(), before);
}

TEST_F(BrokerLinkTest, EachClientHasALaneOfItsOwn) {
  link_.start();
  const auto first = answer(submit("anna"));
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(first->type, proto::ReplyType::scan_accepted);
  const auto second = answer(submit("anna"));
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->refusal().code, proto::RefusalCode::busy);
  EXPECT_EQ(second->refusal().scope, proto::BusyScope::client);
  const auto other = answer(submit("bert"));
  ASSERT_TRUE(other.ok());
  EXPECT_EQ(other->type, proto::ReplyType::scan_accepted);
}

TEST_F(BrokerLinkTest, WhoWaitsTooLongIsTold) {
  link_.start();
  const auto accepted = answer(submit("anna"));
  ASSERT_TRUE(accepted.ok());
  proto::Value::Map body{{"job_id", *accepted->job_id()}};
  const auto late =
      answer({proto::MessageType::scan_wait, proto::Value(body), "anna", milliseconds(50)});
  ASSERT_FALSE(late.ok());
  EXPECT_EQ(late.error(), LinkFailure::no_answer);
}

TEST_F(BrokerLinkTest, TheEndAnswersWhoStillWaits) {
  link_.start();
  const auto accepted = answer(submit("anna"));
  ASSERT_TRUE(accepted.ok());
  proto::Value::Map body{{"job_id", *accepted->job_id()}};
  const auto waiting = ask({proto::MessageType::scan_wait, proto::Value(body), "anna"});
  link_.stop();
  ASSERT_EQ(waiting->future.wait_for(kPatience), std::future_status::ready);
  EXPECT_EQ(waiting->future.get().error(), LinkFailure::closed);
  EXPECT_EQ(answer({}).error(), LinkFailure::closed);
}

}  // namespace
}  // namespace scand::daemon::gateway
