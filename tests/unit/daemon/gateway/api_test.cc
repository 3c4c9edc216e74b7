#include "daemon/gateway/api.h"

#include <gtest/gtest.h>

#include "gateway_samples.h"

namespace scand::daemon::gateway {
namespace {

using proto::MessageType;
using proto::ReplyType;
using samples::body_of;
using samples::header;
using samples::kJobId;
using samples::post;

class ApiTest : public testing::Test {
 protected:
  void ask(http::Request request) {
    api_.handle(std::move(request), [this](http::Response response) {
      last_ = std::move(response);
      ++answers_;
    });
  }
  void finish(std::string_view mode = "parallel", std::string_view status = "complete") {
    broker_.answer(samples::accepted());
    broker_.answer(samples::finished(mode, status));
  }

  samples::FakeBroker broker_;
  Api api_{{broker_, [] { return BrokerHealth{}; }, {}, "1.2.3", 4, 1 << 20}};
  http::Response last_;
  int answers_ = 0;
};

TEST_F(ApiTest, APostWaitsForItsResult) {
  ask(post(R"({"exchange":["a"]})"));
  ASSERT_EQ(broker_.questions.size(), 1U);
  EXPECT_EQ(broker_.questions[0].type, MessageType::scan_submit);
  EXPECT_EQ(broker_.questions[0].client, "anna");
  broker_.answer(samples::accepted());
  EXPECT_EQ(answers_, 0);
  ASSERT_EQ(broker_.questions.size(), 2U);
  EXPECT_EQ(broker_.questions[1].type, MessageType::scan_wait);
  EXPECT_EQ(broker_.questions[1].client, "anna");
  broker_.answer(samples::finished("parallel", "complete"));
  EXPECT_EQ(answers_, 1);
  EXPECT_EQ(last_.status, 200);
  EXPECT_NE(body_of(last_).find("signals"), nullptr);
}

TEST_F(ApiTest, AClientThatDoesNotWaitGetsTheJob) {
  ask(post("{}", {{"prefer", "respond-async"}}));
  broker_.answer(samples::accepted());
  EXPECT_EQ(broker_.questions.size(), 1U);
  EXPECT_EQ(last_.status, 202);
  EXPECT_EQ(header(last_, "Location"), "/api/scanner/scans/" + kJobId);
  EXPECT_EQ(header(last_, "Preference-Applied"), "respond-async");
}

TEST_F(ApiTest, AWaitThatEndsEarlyGivesTheJob) {
  ask(post("{}", {{"prefer", "wait=2"}}));
  broker_.answer(samples::accepted());
  EXPECT_EQ(*broker_.questions[1].body.find("timeout_ms")->integer(), 2000);
  EXPECT_GT(broker_.questions[1].limit, std::chrono::seconds(2));
  broker_.answer(samples::reply(ReplyType::ok, R"({"status":"running"})"));
  EXPECT_EQ(last_.status, 202);
  EXPECT_EQ(samples::text_in(body_of(last_), "status"), "running");
}

TEST_F(ApiTest, AnAcceptedJobIsNeverAnsweredAsRefused) {
  ask(post("{}"));
  broker_.answer(samples::accepted());
  broker_.answer(samples::reply(ReplyType::error, R"({"code":"busy","message":"waiters"})"));
  EXPECT_EQ(last_.status, 202) << "or the client would submit it again";
  ask(post("{}"));
  broker_.answer(samples::accepted());
  broker_.answer(LinkFailure::no_answer);
  EXPECT_EQ(last_.status, 202);
}

TEST_F(ApiTest, ARefusalIsPassedOn) {
  ask(post("{}"));
  broker_.answer(samples::reply(
      ReplyType::error,
      R"({"code":"busy","message":"m","scope":"client","retry_after_ms":2500,"field":null})"));
  EXPECT_EQ(last_.status, 429);
  EXPECT_EQ(header(last_, "Retry-After"), "3");
  ask(post("{}"));
  broker_.answer(LinkFailure::full);
  EXPECT_EQ(last_.status, 503);
}

TEST_F(ApiTest, AFinishedScanIsReadWithoutTheBroker) {
  ask(post("{}"));
  finish();
  const auto asked = broker_.questions.size();
  ask(samples::get("/api/scanner/scans/" + kJobId));
  EXPECT_EQ(broker_.questions.size(), asked);
  EXPECT_EQ(last_.status, 200);
  const std::string tag = header(last_, "ETag");
  ask(samples::get("/api/scanner/scans/" + kJobId, {{"if-none-match", tag}}));
  EXPECT_EQ(last_.status, 304);
  ask(post("{}", {{"idempotency-key", "k"}}));
  broker_.answer(samples::accepted("complete"));
  EXPECT_EQ(last_.status, 200) << "a repeated key is answered from there, too";
  EXPECT_EQ(broker_.questions.size(), asked + 1);
}

TEST_F(ApiTest, AJobIsReadAndCancelled) {
  ask(samples::get("/api/scanner/scans/" + kJobId));
  EXPECT_EQ(broker_.questions[0].type, MessageType::scan_get);
  broker_.answer(samples::reply(ReplyType::ok, R"({"status":"running"})"));
  EXPECT_EQ(last_.status, 200);
  EXPECT_EQ(samples::text_in(body_of(last_), "status"), "running");
  http::Request cancel = samples::get("/api/scanner/scans/" + kJobId);
  cancel.method = "DELETE";
  cancel.rights = rights_of({Role::submit});
  ask(cancel);
  EXPECT_EQ(broker_.questions[1].type, MessageType::scan_cancel);
  broker_.answer(samples::reply(ReplyType::ok, R"({"status":"cancelled"})"));
  EXPECT_EQ(samples::text_in(body_of(last_), "status"), "cancelled");
  ask(samples::get("/api/scanner/scans/no-id"));
  broker_.answer(samples::reply(
      ReplyType::error, R"({"code":"bad_request","message":"no job id","field":"job_id"})"));
  EXPECT_EQ(last_.status, 404);
}

TEST_F(ApiTest, SomeAnswersArePassedOnAsTheyAre) {
  for (const auto& [path, type] :
       {std::pair{"/api/scanner/status", MessageType::status},
        std::pair{"/api/scanner/exchanges", MessageType::exchanges_list},
        std::pair{"/api/scanner/signals", MessageType::signals_latest}}) {
    ask(samples::get(path));
    EXPECT_EQ(broker_.questions.back().type, type);
    broker_.answer(samples::reply(ReplyType::ok, R"({"v":1,"type":"ok","id":1,"x":2})"));
    EXPECT_EQ(*last_.body, R"({"x":2})");
  }
}

TEST_F(ApiTest, SomeRoutesNeedNoBroker) {
  for (const auto& [path, status] :
       {std::pair{"/health", 200}, std::pair{"/health/ready", 200}, std::pair{"/openapi.json", 200},
        std::pair{"/version", 200}, std::pair{"/metrics", 404}, std::pair{"/nowhere", 404}}) {
    ask(samples::get(path));
    EXPECT_EQ(last_.status, status) << path;
    EXPECT_FALSE(body_of(last_).is_null()) << path;
  }
  ask(samples::get("/version"));
  EXPECT_EQ(samples::text_in(body_of(last_), "version"), "1.2.3");
  EXPECT_TRUE(broker_.questions.empty());
}

TEST_F(ApiTest, AnswersAreCountedByRoute) {
  ask(post("{}"));
  EXPECT_EQ(api_.routes().answers(Resource::scan, 2), 0U) << "not answered yet";
  finish();
  ask(post("{"));
  http::Request wrong = samples::get("/health");
  wrong.method = "DELETE";
  ask(wrong);
  ask(samples::get("/nowhere"));
  EXPECT_EQ(api_.routes().answers(Resource::scan, 2), 1U);
  EXPECT_EQ(api_.routes().answers(Resource::scan, 4), 1U);
  EXPECT_EQ(api_.routes().answers(Resource::health, 4), 1U);
  EXPECT_EQ(api_.routes().answers(std::nullopt, 4), 1U);
}

TEST(ApiMetrics, ThePageComesFromTheOptions) {
  samples::FakeBroker broker;
  Api api({broker, [] { return BrokerHealth{}; }, [] { return "scand_x 1\n"; }, "1", 0, 0});
  http::Response response;
  api.handle(samples::get("/metrics"), [&](http::Response given) { response = std::move(given); });
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(*response.body, "scand_x 1\n");
  EXPECT_TRUE(response.content_type.starts_with("text/plain"));
}

}  // namespace
}  // namespace scand::daemon::gateway
