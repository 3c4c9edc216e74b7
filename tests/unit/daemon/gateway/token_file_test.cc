#include "daemon/gateway/token_file.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/kit/gateway/served.h"

namespace scand::daemon::gateway {
namespace {

constexpr std::string_view kAbc =
    "alice read sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n";

class TokenFile : public testing::Test {
 protected:
  TokenFile() {
    std::string pattern = testing::TempDir() + "scand-tokens-XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    path_ = folder_ / "tokens";
  }
  ~TokenFile() override { std::filesystem::remove_all(folder_); }
  void write(std::string_view text) const { std::ofstream(path_) << text; }

  std::filesystem::path folder_;
  std::filesystem::path path_;
};

TEST_F(TokenFile, IsRead) {
  write(kAbc);
  const auto table = read_token_file(path_);
  ASSERT_TRUE(table.ok()) << table.error();
  EXPECT_NE(table.value()->find("abc"), nullptr);
}

TEST_F(TokenFile, ErrorsNameTheFileAndTheReason) {
  EXPECT_NE(read_token_file(path_).error().find("No such file"), std::string::npos);
  EXPECT_NE(read_token_file(folder_).error().find("not a file"), std::string::npos);
  write("alice\n");
  EXPECT_NE(read_token_file(path_).error().find(path_.string() + ": line 1"), std::string::npos);
  write("");
  EXPECT_NE(read_token_file(path_).error().find("no token"), std::string::npos);
  write(kAbc);
  ::chmod(path_.c_str(), 0646);
  EXPECT_NE(read_token_file(path_).error().find("chmod"), std::string::npos);
}

TEST_F(TokenFile, IsReadAgainAndABadOneChangesNothing) {
  write(kAbc);
  auto options = test::free_port();
  options.token_file = path_;
  options.threads = 1;  // so that the reload has happened before the next request
  test::Served served(options);
  const auto ask = [&](std::string_view token) {
    return served.ask(test::get("/", "Authorization: Bearer " + std::string(token) + "\r\n"))
        ->status;
  };
  EXPECT_EQ(ask("abc"), 200);
  EXPECT_EQ(ask("new"), 401);
  write("broken\n");
  const auto kept = served.server.reload();
  ASSERT_FALSE(kept.ok());
  EXPECT_NE(kept.error().find("stay in force"), std::string::npos);
  EXPECT_EQ(ask("abc"), 200);
  write("bob read sha256:11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437\n");
  ASSERT_TRUE(served.server.reload().ok());
  EXPECT_EQ(ask("new"), 200);
  EXPECT_EQ(ask("abc"), 401);
  EXPECT_EQ(served.server.counters().requests_unauthorized, 2U);
}

}  // namespace
}  // namespace scand::daemon::gateway
