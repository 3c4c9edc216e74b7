#include "lib/exchange/classify.h"

#include <gtest/gtest.h>

#include "sample_descriptor.h"

namespace scand::lib::exchange {
namespace {

using proto::ErrorKind;
using std::chrono::minutes;
using std::chrono::seconds;

std::optional<VenueError> ask(int status, std::string_view body, const HeaderList& headers = {}) {
  static const Descriptor kDescriptor = sample_descriptor();
  return classify(kDescriptor, {status, &headers, body, {}});
}

TEST(Classify, AnAnswerIsNoError) {
  EXPECT_FALSE(ask(200, R"({"code":"0","data":[]})"));
  EXPECT_FALSE(ask(200, R"({"code":0})")) << "a number that reads the same";
  EXPECT_FALSE(ask(200, "[]"));
  EXPECT_FALSE(ask(204, R"({"data":1})"));
}

TEST(Classify, TheDescriptorsRulesComeFirst) {
  EXPECT_EQ(ask(200, R"({"code":"7"})")->kind, ErrorKind::bad_symbol);
  EXPECT_EQ(ask(429, R"({"code":"7"})")->kind, ErrorKind::bad_symbol);
  EXPECT_EQ(ask(200, R"({"code":"8","msg":"TOO FAST!"})")->kind, ErrorKind::rate_limited);
  EXPECT_EQ(ask(200, R"({"code":"8","msg":"wrong"})")->kind, ErrorKind::fatal)
      << "code and text have to match both";
  EXPECT_EQ(ask(403, "<html>")->kind, ErrorKind::banned);
}

TEST(Classify, WhatNoRuleKnowsGoesByStatusAndText) {
  EXPECT_EQ(ask(200, R"({"code":"99","msg":"rate limit"})")->kind, ErrorKind::rate_limited);
  EXPECT_EQ(ask(200, R"({"code":"99"})")->kind, ErrorKind::fatal);
  EXPECT_EQ(ask(500, R"({"code":"99"})")->kind, ErrorKind::transient);
  EXPECT_EQ(ask(502, "")->kind, ErrorKind::transient);
  EXPECT_EQ(ask(200, "")->kind, ErrorKind::bad_response);
  EXPECT_EQ(ask(200, R"({"code":"0)")->kind, ErrorKind::bad_response);
  EXPECT_EQ(ask(301, "[]")->kind, ErrorKind::bad_response);
}

TEST(Classify, ARuleOfCodesIsNotAboutAPage) {
  Descriptor descriptor = sample_descriptor();
  descriptor.errors.rules = {{.texts = {"symbol"}, .kind = ErrorKind::bad_symbol}};
  const auto error = classify(descriptor, {502, nullptr, "<html>our symbol</html>", {}});
  EXPECT_EQ(error->kind, ErrorKind::transient);
}

TEST(Classify, TheHoldIsTheLongestThatIsStated) {
  const HeaderList headers{
      {"retry-after", "5"}, {"x-reset", "1761307209"}, {"date", "Fri, 24 Oct 2025 12:00:00 GMT"}};
  EXPECT_EQ(ask(429, "", headers)->hold, seconds(9)) << "the bucket's reset";
  EXPECT_EQ(ask(418, "", headers)->hold, seconds(5)) << "a ban is not about the bucket";
  EXPECT_EQ(ask(200, R"({"code":"9","msg":"until 1761307260"})", headers)->hold, seconds(60));
}

TEST(Classify, ElseItIsTheRulesTheDescriptorsOrTheGeneralOne) {
  EXPECT_EQ(ask(200, R"({"code":"8","msg":"slow"})")->hold, seconds(3));
  EXPECT_EQ(ask(429, "")->hold, seconds(20));
  EXPECT_EQ(ask(200, R"({"code":"9"})")->hold, minutes(10));
  EXPECT_EQ(ask(200, R"({"code":"10"})")->hold, std::nullopt) << "hold: none";
  EXPECT_EQ(ask(200, R"({"code":"7"})")->hold, std::nullopt);
  EXPECT_EQ(ask(503, "", {{"retry-after", "4"}})->hold, seconds(4));
  EXPECT_EQ(ask(503, "")->hold, std::nullopt);
}

TEST(Classify, TheMessageSaysWhatWhereAndWhatToDo) {
  const auto error = ask(429, R"({"code":"8","msg":"too fast\n\u0007"})");
  EXPECT_EQ(error->message,
            "Sample answered HTTP 429, code 8, \"too fast\": the exchange asks for fewer calls; no "
            "calls for 3 s");
  EXPECT_EQ(error->failure(), (proto::Failure{ErrorKind::rate_limited, error->message}));
}

}  // namespace
}  // namespace scand::lib::exchange
