#include "daemon/gateway/cors.h"

#include <gtest/gtest.h>

namespace scand::daemon::gateway {
namespace {

TEST(Cors, IsOffUnlessOriginsAreNamed) {
  const Cors cors({});
  EXPECT_FALSE(cors.on());
  EXPECT_FALSE(cors.allows("https://desk.example"));
  EXPECT_TRUE(cors.answer_headers("https://desk.example").empty());
}

TEST(Cors, NamesTheOriginThatIsAllowed) {
  const Cors cors({"https://desk.example"});
  const auto headers = cors.answer_headers("https://desk.example");
  ASSERT_EQ(headers.size(), 3U);
  EXPECT_EQ(headers[0], http::Header("Vary", "Origin"));
  EXPECT_EQ(headers[1], http::Header("Access-Control-Allow-Origin", "https://desk.example"));
  EXPECT_EQ(cors.answer_headers("https://evil.example").size(), 1U) << "caches have to tell them";
  EXPECT_FALSE(cors.preflight("https://desk.example").headers.empty());
  EXPECT_TRUE(cors.preflight("https://evil.example").headers.empty());
}

TEST(Cors, AStarIsEverybody) {
  const Cors cors({"*"});
  EXPECT_EQ(cors.answer_headers("https://a.example")[0],
            http::Header("Access-Control-Allow-Origin", "*"));
}

TEST(Cors, APageMayNotActAcrossOriginsUnlessAllowed) {
  const Cors cors({"https://desk.example"});
  EXPECT_FALSE(cors.forged("", "localhost:5001")) << "no browser";
  EXPECT_FALSE(cors.forged("http://localhost:5001", "localhost:5001")) << "our own page";
  EXPECT_FALSE(cors.forged("https://desk.example", "localhost:5001"));
  EXPECT_TRUE(cors.forged("https://evil.example", "localhost:5001"));
  EXPECT_TRUE(cors.forged("null", "localhost:5001"));
}

}  // namespace
}  // namespace scand::daemon::gateway
