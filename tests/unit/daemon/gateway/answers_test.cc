#include "daemon/gateway/answers.h"

#include <gtest/gtest.h>

#include "gateway_samples.h"

namespace scand::daemon::gateway {
namespace {

using proto::RefusalCode;
using samples::body_of;
using samples::header;
using samples::text_in;

proto::Refusal refusal(RefusalCode code, std::string field = "") {
  return {code, "what is wrong", std::move(field), {}};
}

TEST(Answers, EveryRefusalHasItsStatus) {
  for (const auto& [code, status] :
       {std::pair{RefusalCode::bad_request, 400},
        std::pair{RefusalCode::unsupported_timeframe, 422},
        std::pair{RefusalCode::unsupported, 422}, std::pair{RefusalCode::conflict, 422},
        std::pair{RefusalCode::not_found, 404}, std::pair{RefusalCode::busy, 503},
        std::pair{RefusalCode::too_old, 410}, std::pair{RefusalCode::not_authorised, 403},
        std::pair{RefusalCode::unavailable, 503}, std::pair{RefusalCode::internal, 500}}) {
    const http::Response response = refused(refusal(code));
    EXPECT_EQ(response.status, status) << name(code);
    EXPECT_EQ(response.content_type, "application/problem+json");
    EXPECT_EQ(text_in(body_of(response), "detail"), "what is wrong");
    EXPECT_EQ(header(response, "Retry-After").empty(), status != 503) << name(code);
  }
}

TEST(Answers, AFieldIsNamed) {
  const http::Response response = refused(refusal(RefusalCode::bad_request, "minStrength"));
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(text_in(body_of(response), "field"), "minStrength");
  EXPECT_EQ(text_in(body_of(response), "type"), "/problems/invalid-field");
  EXPECT_EQ(text_in(body_of(refused(refusal(RefusalCode::conflict, "requestId"))), "field"),
            "requestId");
}

TEST(Answers, TheClientsOwnLimitIs429) {
  proto::Refusal busy = refusal(RefusalCode::busy);
  busy.scope = proto::BusyScope::client;
  busy.retry_after_ms = 1'001;
  EXPECT_EQ(refused(busy).status, 429);
  EXPECT_EQ(header(refused(busy), "Retry-After"), "2");
  busy.scope = proto::BusyScope::daemon;
  busy.retry_after_ms = 1;
  EXPECT_EQ(refused(busy).status, 503);
  EXPECT_EQ(header(refused(busy), "Retry-After"), "1");
}

TEST(Answers, NoAnswerIsA503WithRetryAfter) {
  for (const auto failure : {LinkFailure::full, LinkFailure::no_answer, LinkFailure::closed}) {
    EXPECT_EQ(unanswered(failure).status, 503);
    EXPECT_NE(header(unanswered(failure), "Retry-After"), "");
  }
}

TEST(Answers, AFinishedSingleScanByItsStatus) {
  for (const auto& [status, code] : {std::pair{"complete", 200}, std::pair{"failed", 502},
                                     std::pair{"timeout", 504}, std::pair{"cancelled", 409}}) {
    const auto single = scan_finished(render("j", samples::result("single", status)));
    EXPECT_EQ(single.status, code) << status;
    ASSERT_NE(body_of(single).find("metadata"), nullptr) << "the result's members are there";
    EXPECT_NE(body_of(single).find("signals"), nullptr);
    EXPECT_EQ(scan_finished(render("j", samples::result("parallel", status))).status, 200);
  }
  const auto failed = scan_finished(render("j", samples::result("single", "failed")));
  EXPECT_EQ(failed.content_type, "application/problem+json");
  EXPECT_EQ(text_in(body_of(failed), "detail"), "why not");
}

TEST(Answers, AReaderThatHasTheResultGets304) {
  const FinishedScan scan = render("j", samples::result("single", "failed"));
  const http::Response first = scan_read(scan, samples::get("/x"));
  EXPECT_EQ(first.status, 200) << "reading about a failure is no failure";
  const std::string tag = header(first, "ETag");
  ASSERT_NE(tag, "");
  const http::Response again = scan_read(scan, samples::get("/x", {{"if-none-match", tag}}));
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, nullptr);
  EXPECT_EQ(header(again, "ETag"), tag);
}

TEST(Answers, AnUnfinishedJob) {
  const http::Response response = job_accepted("j", proto::JobStatus::queued, "wait=1");
  EXPECT_EQ(response.status, 202);
  EXPECT_EQ(header(response, "Location"), "/api/scanner/scans/j");
  EXPECT_EQ(header(response, "Preference-Applied"), "wait=1");
  EXPECT_EQ(*response.body, R"({"job_id":"j","status":"queued"})");
  EXPECT_EQ(job_state("j", proto::JobStatus::running).status, 200);
  EXPECT_EQ(header(job_state("j", proto::JobStatus::running), "Cache-Control"), "no-store");
}

TEST(Answers, AnOkReplyIsSentWithoutItsEnvelope) {
  EXPECT_EQ(*ok_response(samples::json(R"({"v":1,"type":"ok","id":7,"count":2})")).body,
            R"({"count":2})");
}

}  // namespace
}  // namespace scand::daemon::gateway
