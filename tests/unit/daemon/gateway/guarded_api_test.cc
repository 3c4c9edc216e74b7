#include "daemon/gateway/guarded_api.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "gateway_samples.h"

namespace scand::daemon::gateway {
namespace {

constexpr std::string_view kAbc =
    "alice read sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n";
constexpr std::string_view kNew =
    "bob read sha256:11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437\n";

class GuardedApiTest : public testing::Test {
 protected:
  GuardedApiTest() {
    std::string pattern = testing::TempDir() + "scand-guard-XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    path_ = folder_ / "tokens";
  }
  ~GuardedApiTest() override { std::filesystem::remove_all(folder_); }
  void write(std::string_view text) const { std::ofstream(path_) << text; }

  // What start() throws for this address; empty: nothing.
  std::string why_not(const AccessOptions& options, const std::string& address) {
    GuardedApi guarded(options, api_);
    try {
      guarded.start(address, 5001);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "";
  }
  // The status that ends a request with this token at the gate; 0: it may go on.
  static int judged(GuardedApi& guarded, std::string_view token) {
    auto request = samples::get("/", {{"authorization", "Bearer " + std::string(token)}});
    const auto admission = guarded.admit(request);
    return admission.answer ? admission.answer->status : 0;
  }

  samples::FakeBroker broker_;
  Api api_{{broker_, [] { return BrokerHealth{}; }, {}, "1.2.3", 4, 1 << 20}};
  std::filesystem::path folder_;
  std::filesystem::path path_;
};

TEST_F(GuardedApiTest, SaysWhyItDoesNotStart) {
  EXPECT_EQ(why_not({}, "127.0.0.1"), "");
  EXPECT_NE(why_not({.token_file = "/nowhere"}, "127.0.0.1").find("/nowhere"), std::string::npos);
  const auto open = why_not({}, "0.0.0.0");
  EXPECT_NE(open.find("refusing to listen for HTTP at 0.0.0.0:5001"), std::string::npos);
  EXPECT_NE(open.find("TLS"), std::string::npos);
  write(kAbc);
  EXPECT_EQ(why_not({.token_file = path_}, "0.0.0.0"), "");
}

TEST_F(GuardedApiTest, TokensAreReadAgainAndABadFileChangesNothing) {
  write(kAbc);
  GuardedApi guarded({.token_file = path_}, api_);
  guarded.start("127.0.0.1", 5001);
  EXPECT_EQ(judged(guarded, "abc"), 0);
  EXPECT_EQ(judged(guarded, "new"), 401);
  write("broken\n");
  const auto kept = guarded.reload();
  ASSERT_FALSE(kept.ok());
  EXPECT_NE(kept.error().find("stay in force"), std::string::npos);
  EXPECT_EQ(judged(guarded, "abc"), 0);
  write(kNew);
  ASSERT_TRUE(guarded.reload().ok());
  EXPECT_EQ(judged(guarded, "new"), 0);
  EXPECT_EQ(judged(guarded, "abc"), 401);
}

TEST_F(GuardedApiTest, EveryAnswerToAPageSaysWhoMayReadIt) {
  GuardedApi guarded({.allowed_origins = {"https://desk.example"}}, api_);
  auto request = samples::get("/", {{"origin", "https://desk.example"}});
  const auto admission = guarded.admit(request);
  EXPECT_FALSE(admission.answer);
  ASSERT_FALSE(admission.headers.empty());
  EXPECT_EQ(admission.headers[0], http::Header("Vary", "Origin"));
  auto plain = samples::get("/");
  EXPECT_TRUE(guarded.admit(plain).headers.empty());
}

TEST_F(GuardedApiTest, AnswersByTheApiAndWordsRefusals) {
  GuardedApi guarded({}, api_);
  int status = 0;
  guarded.handle(samples::get("/health"),
                 [&](const http::Response& response) { status = response.status; });
  EXPECT_EQ(status, 200);
  const auto refusal = guarded.refusal(408, "too late");
  EXPECT_EQ(refusal.content_type, "application/problem+json");
  EXPECT_EQ(samples::text_in(samples::body_of(refusal), "detail"), "too late");
}

}  // namespace
}  // namespace scand::daemon::gateway
