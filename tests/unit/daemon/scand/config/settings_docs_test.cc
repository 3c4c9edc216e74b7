// The committed documents must equal what the table makes. SCAND_UPDATE=1 writes them.
#include "daemon/scand/config/settings_docs.h"

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

#include "daemon/scand/config/config_dump.h"
#include "daemon/scand/config/config_file.h"
#include "daemon/scand/config/setting_table.h"
#include "tests/kit/support/source_dir.h"

namespace scand::daemon {
namespace {

void expect_fresh(const std::string& file, const std::string& wanted) {
  const auto path = test::source_dir() + "/" + file;
  if (std::getenv("SCAND_UPDATE") != nullptr) std::ofstream(path) << wanted;
  std::ifstream found(path);
  std::istringstream fresh(wanted);
  std::string found_line, fresh_line;
  while (std::getline(fresh, fresh_line)) {
    std::getline(found, found_line);
    ASSERT_EQ(found_line, fresh_line) << file << " is stale: run this test with SCAND_UPDATE=1";
  }
  EXPECT_FALSE(std::getline(found, found_line)) << file << " goes on with: " << found_line;
}

// A '#' before a setting has no space behind it.
std::string uncommented(std::string text) {
  for (auto at = text.find('#'); at != std::string::npos; at = text.find('#', at)) {
    if (at + 1 < text.size() && text[at + 1] != ' ')
      text.erase(at, 1);
    else
      ++at;
  }
  return text;
}

TEST(SettingsDocs, TheGuideIsFresh) {
  expect_fresh("docs/configuration.md", configuration_markdown());
}

TEST(SettingsDocs, TheExampleIsFresh) {
  expect_fresh("deploy/scand.example.yaml", example_yaml());
}

TEST(SettingsDocs, TheExampleChangesNothing) {
  const auto config = parse_config(example_yaml(), "example");
  ASSERT_TRUE(config.ok()) << render(config.error().front());
  EXPECT_EQ(dump_config(config->settings), dump_config(default_settings()));
}

TEST(SettingsDocs, TheExampleSetsEverythingOnceUncommented) {
  const auto config = parse_config(uncommented(example_yaml()), "example");
  ASSERT_TRUE(config.ok()) << render(config.error().front());
  for (const auto& row : setting_table())
    EXPECT_EQ(config->places.count(row.key), 1u) << row.key;
  for (const auto& row : exchange_setting_table())
    EXPECT_EQ(config->places.count("exchanges.kraken." + std::string(row.key)), 1u) << row.key;
}

TEST(SettingsDocs, TheGuideNamesEverySetting) {
  const auto text = configuration_markdown();
  for (const auto& row : setting_table())
    EXPECT_THAT(text, ::testing::HasSubstr("| `" + std::string(row.key) + "` |"));
}

}  // namespace
}  // namespace scand::daemon
