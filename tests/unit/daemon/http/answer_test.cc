#include "daemon/http/answer.h"

#include <gtest/gtest.h>

#include "daemon/http/gzip.h"

namespace scand::daemon::http {
namespace {

constexpr std::string_view kDate = "Sun, 06 Nov 1994 08:49:37 GMT";

Response json(std::size_t bytes) {
  Response response;
  response.content_type = "application/json";
  response.body = std::make_shared<const std::string>(bytes, 'x');
  return response;
}

bool has(const Answer& out, std::string_view line) {
  return out.head.find("\r\n" + std::string(line) + "\r\n") != std::string::npos;
}

TEST(Answer, AWholeHead) {
  const AnswerMaker maker{ServerOptions()};
  auto response = json(5);
  response.headers = {{"Location", "/a\r\nSet-Cookie: b"}};
  AnswerForm form;
  form.keep_alive = false;
  const auto out = maker.make(response, form, kDate);
  EXPECT_EQ(out.head,
            "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
            "X-Content-Type-Options: nosniff\r\nContent-Type: application/json\r\n"
            "Content-Length: 5\r\nLocation: /a  Set-Cookie: b\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(out.body, response.body) << "shared, not copied";
  EXPECT_TRUE(out.closes);
}

TEST(Answer, CompressesLargeTextForClientsThatAcceptIt) {
  const AnswerMaker maker{ServerOptions()};
  AnswerForm wanted;
  wanted.gzip = true;
  auto large = json(10'000);
  large.headers = {{"ETag", "\"1\""}};
  const auto packed = maker.make(large, wanted, kDate);
  EXPECT_TRUE(packed.compressed);
  EXPECT_TRUE(has(packed, "Content-Encoding: gzip"));
  EXPECT_TRUE(has(packed, "ETag: W/\"1\""));
  EXPECT_TRUE(has(packed, "Content-Length: " + std::to_string(packed.body->size())));
  EXPECT_LT(packed.body->size(), 1000U);
  const auto plain = maker.make(large, {}, kDate);
  EXPECT_FALSE(plain.compressed);
  EXPECT_TRUE(has(plain, "Vary: Accept-Encoding"));
  EXPECT_TRUE(has(plain, "ETag: \"1\""));
  EXPECT_FALSE(maker.make(json(100), wanted, kDate).compressed);
  auto picture = json(10'000);
  picture.content_type = "image/png";
  EXPECT_FALSE(maker.make(picture, wanted, kDate).compressed);
}

TEST(Answer, ACachedFormIsSharedByAllAnswers) {
  const AnswerMaker maker{ServerOptions()};
  AnswerForm wanted;
  wanted.gzip = true;
  auto response = json(10'000);
  response.gzip = std::make_shared<GzipCache>();
  const auto first = maker.make(response, wanted, kDate);
  EXPECT_EQ(maker.make(response, wanted, kDate).body, first.body);
}

TEST(Answer, SomeAnswersHaveNoBody) {
  const AnswerMaker maker{ServerOptions()};
  AnswerForm head;
  head.head_only = true;
  const auto out = maker.make(json(5), head, kDate);
  EXPECT_EQ(out.body, nullptr);
  EXPECT_TRUE(has(out, "Content-Length: 5"));
  auto unchanged = json(5);
  unchanged.status = 304;
  const auto none = maker.make(unchanged, {}, kDate);
  EXPECT_EQ(none.body, nullptr);
  EXPECT_EQ(none.head.find("Content-Length"), std::string::npos);
  EXPECT_TRUE(has(maker.make(Response(), {}, kDate), "Content-Length: 0"));
  EXPECT_EQ(AnswerMaker::continue_reading().head, "HTTP/1.1 100 Continue\r\n\r\n");
}

TEST(Answer, CarriesTheHeadersOfItsAdmission) {
  AnswerForm form;
  form.headers = {{"Vary", "Origin"}};
  EXPECT_TRUE(has(AnswerMaker(ServerOptions()).make(json(5), form, kDate), "Vary: Origin"));
}

}  // namespace
}  // namespace scand::daemon::http
