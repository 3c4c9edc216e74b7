#include "daemon/key_file.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

class KeyFileTest : public testing::Test {
 protected:
  KeyFileTest() {
    std::string name = (fs::temp_directory_path() / "keys-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~KeyFileTest() override { fs::remove_all(folder_); }
  [[nodiscard]] std::string path(const char* name) const { return (folder_ / name).string(); }

  fs::path folder_;
  const broker::CurveIdentity keys_ = broker::make_curve_keys();
};

TEST_F(KeyFileTest, WritesForTheOwnerAloneAndReadsBack) {
  EXPECT_EQ(write_secret(path("a"), keys_.secret), std::nullopt);
  EXPECT_EQ(fs::status(path("a")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  const auto read = load_secret(path("a"));
  ASSERT_TRUE(read.ok()) << read.error();
  EXPECT_EQ(read->text(), keys_.secret.text());
}

TEST_F(KeyFileTest, NeverWritesOverAnOldKey) {
  ASSERT_EQ(write_secret(path("a"), keys_.secret), std::nullopt);
  EXPECT_THAT(write_secret(path("a"), broker::make_curve_keys().secret).value_or(""),
              HasSubstr("never written over"));
  EXPECT_EQ(load_secret(path("a"))->text(), keys_.secret.text());
}

TEST_F(KeyFileTest, RefusesAFileOthersReadAndABadKeyWithoutShowingIt) {
  ASSERT_EQ(write_secret(path("a"), keys_.secret), std::nullopt);
  fs::permissions(path("a"), fs::perms::others_read, fs::perm_options::add);
  EXPECT_THAT(load_secret(path("a")).error(), HasSubstr("chmod 600"));
  std::ofstream(path("b")) << "half a secret";
  fs::permissions(path("b"), fs::perms::owner_read);
  EXPECT_THAT(load_secret(path("b")).error(), Not(HasSubstr("half")));
  EXPECT_THAT(load_secret(path("none")).error(), HasSubstr("cannot be read"));
}

TEST_F(KeyFileTest, APublicKeyIsGivenDirectlyOrByItsFile) {
  std::string why;
  EXPECT_EQ(public_key_of(keys_.own_public, why), keys_.own_public);
  std::ofstream(path("p")) << keys_.own_public << '\n';
  EXPECT_EQ(public_key_of(path("p"), why), keys_.own_public);
  EXPECT_EQ(public_key_of(path("none"), why), std::nullopt);
  EXPECT_THAT(why, HasSubstr("none"));
}

}  // namespace
}  // namespace scand::daemon
