#include "lib/exchange/general_errors.h"

#include <gtest/gtest.h>

namespace scand::lib::exchange {
namespace {

using proto::ErrorKind;

struct Case {
  int status;
  bool is_json;
  const char* text;
  ErrorKind kind;
};

TEST(GeneralErrors, StatusAndTextGiveTheKind) {
  const Case cases[] = {
      {429, true, "", ErrorKind::rate_limited},
      {418, true, "", ErrorKind::banned},
      {403, true, "forbidden", ErrorKind::blocked},
      {403, false, "<title>403 Forbidden</title>", ErrorKind::blocked},
      {403, false, "... block access from your country.", ErrorKind::geo_blocked},
      {451, true, "", ErrorKind::geo_blocked},
      {451, false, "<html>", ErrorKind::geo_blocked},
      {200, false, "<title>Just a moment...</title>", ErrorKind::blocked},
      {503, false, "<title>Just a moment...</title>", ErrorKind::blocked},
      {403, false, "error code: 1020", ErrorKind::blocked},
      {403, false, "error code: 1009", ErrorKind::geo_blocked},
      {403, false, "Error 1015 You are being rate limited", ErrorKind::rate_limited},
      {503, false, "down for Maintenance", ErrorKind::maintenance},
      {503, true, "System is under maintenance", ErrorKind::maintenance},
      {500, true, "", ErrorKind::transient},
      {502, false, "<h1>502 Bad Gateway</h1>", ErrorKind::transient},
      {521, false, "", ErrorKind::transient},
      {408, false, "", ErrorKind::transient},
      {400, true, "Too Many Requests", ErrorKind::rate_limited},
      {200, true, "Server is busy", ErrorKind::transient},
      {200, true, "recvWindow is wrong", ErrorKind::fatal},
      {400, true, "", ErrorKind::fatal},
      {404, false, "<h1>Not Found</h1>", ErrorKind::fatal},
      {200, false, "<html>hello</html>", ErrorKind::bad_response},
      {200, false, "", ErrorKind::bad_response},
      {302, false, "", ErrorKind::bad_response},
  };
  for (const Case& c : cases)
    EXPECT_EQ(proto::name(general_kind(c.status, c.is_json, c.text)), proto::name(c.kind))
        << c.status << " " << c.text;
}

TEST(GeneralErrors, RefusalsHoldAndMistakesDoNot) {
  for (const ErrorKind kind : {ErrorKind::rate_limited, ErrorKind::banned, ErrorKind::blocked,
                               ErrorKind::geo_blocked, ErrorKind::maintenance})
    EXPECT_GT(general_hold(kind).value_or(base::Nanos(0)).count(), 0) << proto::name(kind);
  for (const ErrorKind kind :
       {ErrorKind::transient, ErrorKind::bad_symbol, ErrorKind::fatal, ErrorKind::bad_response})
    EXPECT_FALSE(general_hold(kind)) << proto::name(kind);
}

TEST(GeneralErrors, EachKindHasAdvice) {
  for (int i = 0; i < proto::kErrorKindCount; ++i)
    EXPECT_FALSE(advice(static_cast<ErrorKind>(i)).empty());
}

}  // namespace
}  // namespace scand::lib::exchange
