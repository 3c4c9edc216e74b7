#include "daemon/gateway/request_headers.h"

#include <gtest/gtest.h>

namespace scand::daemon::gateway {
namespace {

using std::chrono::seconds;

Preferences prefer(std::vector<std::string> values) {
  std::vector<http::Header> headers;
  for (std::string& value : values)
    headers.emplace_back("prefer", std::move(value));
  return preferences(headers);
}
bool accepts_json(std::string accept) {
  return accepts({{"accept", std::move(accept)}}, "application/json");
}

TEST(RequestHeaders, PreferencesInEveryForm) {
  EXPECT_TRUE(prefer({"respond-async"}).respond_async);
  EXPECT_TRUE(prefer({"Respond-Async, wait=10"}).respond_async);
  EXPECT_EQ(prefer({"respond-async, wait=10"}).wait, seconds(10));
  EXPECT_EQ(prefer({"x=\"a, wait=3\"", "wait = \"7\" ; foo"}).wait, seconds(7));
  EXPECT_EQ(prefer({"wait=1, wait=2"}).wait, seconds(1)) << "the first one holds";
  EXPECT_EQ(prefer({"wait=99999999"}).wait, seconds(3600));
  for (const char* bad :
       {"wait", "wait=", "wait=x", "wait=-1", "wait=1.5", "wait=99999999999999999999"})
    EXPECT_EQ(prefer({bad}).wait, std::nullopt) << bad;
  EXPECT_FALSE(prefer({"respond-asynch"}).respond_async);
}

TEST(RequestHeaders, AcceptTakesTheClosestRange) {
  EXPECT_TRUE(accepts({}, "application/json"));
  for (const char* fine : {"", "*/*", "application/*", "Application/JSON", "text/html, */*;q=0.1",
                           "application/json;q=0.001", "*/*;q=0, application/json"})
    EXPECT_TRUE(accepts_json(fine)) << fine;
  for (const char* not_fine :
       {"text/html", "application/xml", "*/*, application/json;q=0", "application/*;q=0.0, */*"})
    EXPECT_FALSE(accepts_json(not_fine)) << not_fine;
}

TEST(RequestHeaders, JsonByItsType) {
  for (const char* fine : {"application/json", "Application/JSON; charset=UTF-8",
                           "application/json;charset=\"utf-8\"", "application/vnd.x+json"})
    EXPECT_TRUE(is_json(fine)) << fine;
  for (const char* other :
       {"text/json", "application/x-www-form-urlencoded", "", "application/json; charset=latin1"})
    EXPECT_FALSE(is_json(other)) << other;
}

TEST(RequestHeaders, TagsAreComparedWeakly) {
  const auto names = [](std::string value) {
    return names_tag({{"if-none-match", std::move(value)}}, "W/\"a\"");
  };
  EXPECT_TRUE(names("\"a\""));
  EXPECT_TRUE(names("\"b\", W/\"a\""));
  EXPECT_TRUE(names("*"));
  EXPECT_FALSE(names("\"b\""));
  EXPECT_FALSE(names_tag({}, "W/\"a\""));
}

TEST(RequestHeaders, AnIdempotencyKeyWithQuotesAndWithout) {
  EXPECT_EQ(idempotency_key({{"idempotency-key", "\"k 1\""}}), "k 1");
  EXPECT_EQ(idempotency_key({{"idempotency-key", " k1 "}}), "k1");
  EXPECT_EQ(idempotency_key({{"idempotency-key", ""}}), "");
  EXPECT_EQ(idempotency_key({}), std::nullopt);
}

}  // namespace
}  // namespace scand::daemon::gateway
