#include "daemon/scand/config/config_dump.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/scand/config/config_file.h"
#include "daemon/scand/config/setting_table.h"

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;

TEST(ConfigDump, ReadsBackToTheSameSettings) {
  auto settings = default_settings();
  settings.http.user_agent = "a \"b\": #c \\";
  settings.http.connect_timeout_seconds = 0.1;
  settings.limits.results_bytes = 3'456'789'012;
  settings.exchanges["okx"] = {.enabled = false,
                               .base_url = "http://127.0.0.1:1",
                               .descriptor = "",
                               .top_n = 0,
                               .share = std::nullopt};
  settings.exchanges["1e5"] = {};  // a name that YAML might take for a number
  const auto text = dump_config(settings);
  const auto again = parse_config(text, "dump");
  ASSERT_TRUE(again.ok()) << text << render(again.error().front());
  for (const auto& row : setting_table())
    EXPECT_EQ(row.get(again->settings), row.get(settings)) << row.key;
  EXPECT_EQ(dump_config(again->settings), text);
  EXPECT_EQ(again->settings.exchanges.at("okx").top_n, 0u);
  EXPECT_EQ(again->settings.exchanges.count("1e5"), 1u);
}

TEST(ConfigDump, LooksLikeAFileWrittenByHand) {
  const auto text = dump_config(default_settings());
  EXPECT_THAT(text, HasSubstr("frontend:\n  endpoint: tcp://127.0.0.1:5555\npublisher:\n"));
  EXPECT_THAT(text, HasSubstr("\nworkers: 16\n"));
  EXPECT_THAT(text, HasSubstr("signals:\n  weights:\n    full:\n      momentum_short: 0.22\n"));
}

std::string written(std::initializer_list<std::string_view> keys) {
  std::string out;
  SectionWriter writer(out);
  for (const auto key : keys) {
    const auto leaf = writer.enter(key);
    out += leaf.indent + std::string(leaf.name) + "\n";
  }
  return out;
}

TEST(SectionWriter, NestsAndCloses) {
  EXPECT_EQ(written({"a.x", "a.y", "top", "b.c.z", "b.d.z", "b.w"}),
            "a:\n  x\n  y\ntop\nb:\n  c:\n    z\n  d:\n    z\n  w\n");
}

TEST(SectionWriter, EqualNamesAtOtherLevelsAreOtherSections) {
  EXPECT_EQ(written({"a.b.x", "c.b.x"}), "a:\n  b:\n    x\nc:\n  b:\n    x\n");
}

}  // namespace
}  // namespace scand::daemon
