// The refusals that any exchange's front server may send, tried with all descriptors: no
// descriptor's rule may turn a refusal of our address into something that is tried again at once.
// What the exchanges themselves send is in tests/data/exchanges (see recordings_test.cc).

#include <gtest/gtest.h>

#include "lib/exchange/classify.h"
#include "lib/exchange/registry.h"

namespace scand::lib::exchange {
namespace {

using proto::ErrorKind;

struct Front {
  const char* name;
  int status;
  HeaderList headers;
  const char* body;
  ErrorKind kind;
  double hold_seconds_min;  // 0: none is asked for
};

constexpr const char* kCloudflare1015 =
    "<!DOCTYPE html><html><head><title>Access denied | api used Cloudflare to restrict access"
    "</title></head><body><h1>Error 1015</h1>You are being rate limited</body></html>";
constexpr const char* kNginx = "<html><head><title>502 Bad Gateway</title></head></html>";

const std::vector<Front>& fronts() {
  static const std::vector<Front> kFronts{
      {"429, empty", 429, {}, "", ErrorKind::rate_limited, 1},
      {"429 with Retry-After", 429, {{"retry-after", "77"}}, "", ErrorKind::rate_limited, 77},
      {"429, JSON that says nothing", 429, {}, "{}", ErrorKind::rate_limited, 1},
      {"Cloudflare 1015",
       429,
       {{"retry-after", "40"}},
       kCloudflare1015,
       ErrorKind::rate_limited,
       40},
      {"Cloudflare 1015, short", 429, {}, "error code: 1015", ErrorKind::rate_limited, 1},
      {"418 with Retry-After", 418, {{"retry-after", "120"}}, "", ErrorKind::banned, 120},
      {"418 without", 418, {}, "", ErrorKind::banned, 600},
      {"451, empty", 451, {}, "", ErrorKind::geo_blocked, 3600},
      {"451, page",
       451,
       {},
       "<html>Unavailable For Legal Reasons</html>",
       ErrorKind::geo_blocked,
       3600},
      {"503, page about maintenance",
       503,
       {},
       "<html>Scheduled maintenance</html>",
       ErrorKind::maintenance,
       60},
      {"503 with Retry-After", 503, {{"retry-after", "9"}}, "", ErrorKind::transient, 9},
      {"503, empty", 503, {}, "", ErrorKind::transient, 0},
      {"500, empty", 500, {}, "", ErrorKind::transient, 0},
      {"502, page", 502, {}, kNginx, ErrorKind::transient, 0},
      {"504, text", 504, {}, "gateway timeout", ErrorKind::transient, 0},
      {"200, empty", 200, {}, "", ErrorKind::bad_response, 0},
      {"200, page", 200, {}, "<html><body>hello</body></html>", ErrorKind::bad_response, 0},
      {"200, challenge",
       200,
       {},
       "<html><title>Just a moment...</title></html>",
       ErrorKind::blocked,
       600},
      {"302", 302, {{"location", "https://elsewhere.test/"}}, "", ErrorKind::bad_response, 0},
  };
  return kFronts;
}

const Registry& exchanges() {
  static const auto kLoaded = Registry::load({});
  return kLoaded.value();
}

void check(const Descriptor& descriptor, const Front& front) {
  SCOPED_TRACE(descriptor.id + ": " + front.name);
  const auto error = classify(descriptor, {front.status, &front.headers, front.body, {}});
  ASSERT_TRUE(error);
  EXPECT_EQ(proto::name(error->kind), proto::name(front.kind));
  const double hold = base::seconds(error->hold.value_or(base::Nanos(0)));
  if (front.hold_seconds_min == 0) {
    EXPECT_EQ(hold, 0);
  } else {
    EXPECT_GE(hold, front.hold_seconds_min);
    EXPECT_LE(hold, std::max(front.hold_seconds_min, 3600.0));
  }
}

TEST(Refusals, OfTheFrontAreTheSameAtEveryExchange) {
  ASSERT_FALSE(exchanges().all().empty());
  for (const auto& descriptor : exchanges().all())
    for (const auto& front : fronts())
      check(descriptor, front);
}

// A page of a firewall with 403 shuts us out for ten minutes everywhere: whether an exchange calls
// it a ban is its descriptor's to say.
TEST(Refusals, AFirewallsPageIsNeverTriedAgainAtOnce) {
  for (const auto& descriptor : exchanges().all()) {
    SCOPED_TRACE(descriptor.id);
    for (const char* body : {"", "<html><h1>Request blocked</h1></html>", "error code: 1020"}) {
      const auto error = classify(descriptor, {403, nullptr, body, {}});
      ASSERT_TRUE(error);
      EXPECT_TRUE(error->kind == ErrorKind::blocked || error->kind == ErrorKind::banned)
          << proto::name(error->kind);
      EXPECT_GE(error->hold.value_or(base::Nanos(0)), std::chrono::minutes(10)) << body;
    }
  }
}

struct Said {
  const char* exchange;
  int status;
  const char* body;
  ErrorKind kind;
};

// Refusals that come without headers, and in the body alone.
TEST(Refusals, OfTheExchangesThemselves) {
  const std::vector<Said> said{
      {"okx", 200, R"({"code":"50011","msg":"Too Many Requests","data":[]})",
       ErrorKind::rate_limited},
      {"bybit", 200, R"({"retCode":10006,"retMsg":"Too many visits!","result":{}})",
       ErrorKind::rate_limited},
      {"kucoin", 200, R"({"code":"429000","msg":"Too Many Requests"})", ErrorKind::rate_limited},
      {"kucoin", 429, R"({"code":"429000"})", ErrorKind::rate_limited},
      {"kucoinfutures", 200, R"({"code":"429000","msg":"x"})", ErrorKind::rate_limited},
      {"gate", 429, R"({"label":"TOO_MANY_REQUESTS","message":"x"})", ErrorKind::rate_limited},
      {"gate", 200, R"({"label":"TOO_MANY_REQUESTS","message":"x"})", ErrorKind::rate_limited},
      {"kraken", 200, R"({"error":["EGeneral:Too many requests"]})", ErrorKind::rate_limited},
      {"kraken", 200, R"({"error":["EAPI:Rate limit exceeded"]})", ErrorKind::rate_limited},
      {"kraken", 200, R"({"error":["EGeneral:Temporary lockout"]})", ErrorKind::banned},
      {"kraken", 200, R"({"error":["EQuery:Unknown asset pair"]})", ErrorKind::bad_symbol},
      {"binance", 418, R"({"code":-1003,"msg":"Way too much request weight used; IP banned."})",
       ErrorKind::banned},
      {"binance", 429, R"({"code":-1003,"msg":"Too much request weight used."})",
       ErrorKind::rate_limited},
      {"binance", 400, R"({"code":-1121,"msg":"Invalid symbol."})", ErrorKind::bad_symbol},
      {"binance", 400, R"({"code":-1102,"msg":"Mandatory parameter missing."})", ErrorKind::fatal},
      {"htx", 200, R"({"status":"error","err-code":"rate-too-many-requests","err-msg":"x"})",
       ErrorKind::rate_limited},
      {"mexc", 200, R"({"success":false,"code":510,"message":"too frequent"})",
       ErrorKind::rate_limited},
      {"coinbase", 429, R"({"error":"rate_limit_exceeded"})", ErrorKind::rate_limited},
      {"coinbase", 404, R"({"error":"NOT_FOUND","message":"x"})", ErrorKind::bad_symbol},
      {"okx", 200, R"({"code":"51001","msg":"Instrument ID does not exist"})",
       ErrorKind::bad_symbol},
  };
  for (const auto& [exchange, status, body, kind] : said) {
    SCOPED_TRACE(std::string(exchange) + ": " + body);
    const auto error = classify(*exchanges().find(exchange), {status, nullptr, body, {}});
    ASSERT_TRUE(error);
    EXPECT_EQ(proto::name(error->kind), proto::name(kind));
    if (kind == ErrorKind::rate_limited || kind == ErrorKind::banned) {
      EXPECT_GE(error->hold.value_or(base::Nanos(0)), std::chrono::seconds(1));
    }
  }
}

}  // namespace
}  // namespace scand::lib::exchange
