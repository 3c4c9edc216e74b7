#include "daemon/scanctl/offline/descriptor_source.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>

#include "tests/kit/support/source_dir.h"

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;

class DescriptorSource : public ::testing::Test {
 protected:
  ~DescriptorSource() override { std::filesystem::remove(path_); }

  // The built-in descriptor of OKX with one change.
  void write_changed(const std::string& from, const std::string& to) {
    std::ifstream in(test::source_dir() + "/lib/exchange/descriptors/okx.yaml");
    std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos);
    std::ofstream(path_) << text.replace(at, from.size(), to);
  }

  const std::string path_ = ::testing::TempDir() + "descriptor_source_test.yaml";
};

TEST_F(DescriptorSource, BuiltInByIdOrAlias) {
  EXPECT_EQ(find_descriptor("okx", "")->id, "okx");
  EXPECT_EQ(find_descriptor("gateio", "")->id, "gate");
}

TEST_F(DescriptorSource, AFileReplacesTheBuiltIn) {
  write_changed("name: OKX", "name: Changed");
  const auto found = find_descriptor("okx", path_);
  ASSERT_TRUE(found.ok()) << found.error().message;
  EXPECT_EQ(found->name, "Changed");
}

TEST_F(DescriptorSource, AFaultyFileIsNamedWithItsLine) {
  write_changed("budget_group:", "budget_gruop:");
  const auto found = find_descriptor("okx", path_);
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().exit_code, 78);
  EXPECT_THAT(found.error().message, HasSubstr(path_ + ":"));
  EXPECT_THAT(found.error().message, HasSubstr("budget_gruop"));
}

TEST_F(DescriptorSource, AFileHasToDescribeTheExchange) {
  write_changed("name: OKX", "name: OKX");
  const auto found = find_descriptor("kraken", path_);
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().exit_code, 64);
  EXPECT_THAT(found.error().message, HasSubstr("describes okx, not 'kraken'"));
}

TEST_F(DescriptorSource, AMissingFileIsAnError) {
  const auto found = find_descriptor("okx", "/nonexistent.yaml");
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().exit_code, 78);
  EXPECT_THAT(found.error().message, HasSubstr("cannot be opened: No such file"));
}

}  // namespace
}  // namespace scand::daemon
