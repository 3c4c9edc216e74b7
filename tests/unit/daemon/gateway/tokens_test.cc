#include "daemon/gateway/tokens.h"

#include <gtest/gtest.h>

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
  EXPECT_EQ(entry->roles, (std::vector<Role>{Role::submit, Role::read}));
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

}  // namespace
}  // namespace scand::daemon::gateway
