#include "daemon/gateway/problem.h"

#include <gtest/gtest.h>

namespace scand::daemon::gateway {
namespace {

TEST(Problem, IsAStableDocument) {
  EXPECT_EQ(problem_json(status_problem(404, "no such job")),
            R"({"type":"/problems/not-found","title":"Not Found","status":404,)"
            R"("detail":"no such job"})");
  Problem problem{422, "invalid-request", "The request is not valid", "one field", "timeframe", {}};
  problem.errors = {{"timeframe", "no such \"interval\""}};
  EXPECT_EQ(problem_json(problem),
            R"({"type":"/problems/invalid-request","title":"The request is not valid",)"
            R"("status":422,"detail":"one field","field":"timeframe",)"
            R"("errors":[{"field":"timeframe","message":"no such \"interval\""}]})");
}

TEST(Problem, IsAnswered) {
  const auto response = problem_response(status_problem(503, "later"), {{"Retry-After", "5"}});
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.content_type, "application/problem+json");
  ASSERT_EQ(response.headers.size(), 2U);
  EXPECT_EQ(response.headers[0], http::Header("Retry-After", "5"));
}

TEST(Problem, EveryErrorHasASlugOfItsOwn) {
  EXPECT_EQ(status_problem(299, "").slug, "error");
  EXPECT_EQ(status_problem(431, "").slug, "header-too-large");
  EXPECT_EQ(status_problem(500, "").slug, "internal-error");
  EXPECT_EQ(status_problem(413, "").slug, "content-too-large");
  EXPECT_EQ(status_problem(505, "").slug, "http-version-not-supported");
}

}  // namespace
}  // namespace scand::daemon::gateway
