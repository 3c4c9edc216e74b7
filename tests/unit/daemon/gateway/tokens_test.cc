#include "daemon/gateway/tokens.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace scand::daemon::gateway {
namespace {

// SHA-256 of "abc".
constexpr std::string_view kHashOfAbc =
    "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

TEST(Tokens, NameAndRolesAreThoseOfTheToken) {
  const auto text = "# desks\r\n\n  alice submit,read " + std::string(kHashOfAbc) +
                    " # hers\r\nbot admin " + "sha256:" + std::string(64, '0');
  const auto table = TokenTable::parse(text);
  ASSERT_TRUE(table.ok()) << table.error();
  EXPECT_EQ(table->size(), 2U);
  const auto* const entry = table->find("abc");
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->name, "alice");
  EXPECT_EQ(entry->rights, rights_of({Role::submit, Role::read}));
  EXPECT_EQ(table->find("abd"), nullptr);
  EXPECT_EQ(table->find(""), nullptr);
}

TEST(Tokens, FaultsNameTheLineAndNeverRepeatIt) {
  for (const std::string line :
       {"alice submit", "alice submit hunter2", "alice submit sha256:hunter2",
        "alice hunter2 sha256:00", "alice , sha256:00", "al/ice submit sha256:00"}) {
    const auto table = TokenTable::parse("\n" + line + "\n");
    ASSERT_FALSE(table.ok()) << line;
    EXPECT_TRUE(table.error().starts_with("line 2: ")) << table.error();
    EXPECT_EQ(table.error().find("hunter2"), std::string::npos) << table.error();
  }
  EXPECT_FALSE(TokenTable::parse("# nobody\n").ok());
}

TEST(Tokens, AreOfTheBearerScheme) {
  EXPECT_EQ(bearer_token("Bearer abc"), "abc");
  EXPECT_EQ(bearer_token("bearer  abc "), "abc");
  EXPECT_EQ(bearer_token("Basic abc"), "");
  EXPECT_EQ(bearer_token("Bearer"), "");
  EXPECT_EQ(bearer_token(""), "");
}

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

}  // namespace
}  // namespace scand::daemon::gateway
