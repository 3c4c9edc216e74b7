#include "daemon/http/header_rules.h"

#include <gtest/gtest.h>

namespace scand::daemon::http {
namespace {

Request request_of(std::string method, std::vector<Header> headers) {
  Request request;
  request.method = std::move(method);
  request.headers = std::move(headers);
  return request;
}

int status_of(std::string method, std::vector<Header> headers, Framing framing = {}) {
  auto request = request_of(std::move(method), std::move(headers));
  return check_header(request, framing).status;
}

TEST(HeaderRules, HeadBecomesGetWithoutItsBody) {
  auto request = request_of("HEAD", {{"host", "s"}});
  Framing framing;
  EXPECT_EQ(check_header(request, framing).status, 0);
  EXPECT_EQ(request.method, "GET");
  EXPECT_TRUE(framing.head_only);
}

TEST(HeaderRules, ContinueIsAwaitedOnlyForABody) {
  auto request = request_of("GET", {{"host", "s"}, {"expect", "100-Continue"}});
  Framing framing;
  EXPECT_EQ(check_header(request, framing).status, 0);
  EXPECT_FALSE(framing.awaits_continue);
  framing.has_body = true;
  EXPECT_EQ(check_header(request, framing).status, 0);
  EXPECT_TRUE(framing.awaits_continue);
  EXPECT_EQ(status_of("GET", {{"host", "s"}, {"expect", "more"}}), 417);
}

TEST(HeaderRules, EachRuleHasItsStatus) {
  Framing old;
  old.http10 = true;
  Framing sized;
  sized.sized = true;
  EXPECT_EQ(status_of("GET", {}), 400);
  EXPECT_EQ(status_of("GET", {}, old), 0);
  EXPECT_EQ(status_of("GET", {{"host", "a"}, {"host", "a"}}), 400);
  EXPECT_EQ(status_of("GET", {{"host", "a/b"}}), 400);
  EXPECT_EQ(status_of("GET", {{"host", "[::1]:5001"}}), 0);
  EXPECT_EQ(status_of("TRACE", {{"host", "a"}}), 501);
  EXPECT_EQ(status_of("get", {{"host", "a"}}), 501);
  EXPECT_EQ(status_of("POST", {{"host", "a"}}), 411);
  EXPECT_EQ(status_of("POST", {{"host", "a"}}, sized), 0);
  EXPECT_EQ(status_of("POST", {{"host", "a"}, {"content-encoding", "gzip"}}, sized), 415);
  EXPECT_EQ(status_of("POST", {{"host", "a"}, {"content-encoding", "Identity"}}, sized), 0);
  EXPECT_EQ(status_of("POST", {{"host", "a"}, {"transfer-encoding", "gzip"}}, sized), 501);
  EXPECT_EQ(status_of("POST", {{"host", "a"}, {"transfer-encoding", "Chunked"}}, sized), 0);
  EXPECT_EQ(status_of("POST", {{"host", "a"}, {"transfer-encoding", "x"}, {"content-length", "1"}},
                      sized),
            400);
}

}  // namespace
}  // namespace scand::daemon::http
