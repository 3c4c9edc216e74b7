#include "daemon/scand/config/config_file.h"

#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/scand/config/config_dump.h"
#include "daemon/scand/config/setting_table.h"

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;

std::string only_fault(const ConfigResult& result) {
  if (result.ok() || result.error().size() != 1) return "not one fault";
  return render(result.error().front());
}

TEST(ConfigFile, AnEmptyFileIsAllDefaults) {
  for (const auto* text : {"", "# nothing\n", "---\n", "scan:\nexchanges:\n"}) {
    const auto config = parse_config(text, "f.yaml");
    ASSERT_TRUE(config.ok()) << text;
    EXPECT_EQ(dump_config(config->settings), dump_config(default_settings()));
  }
}

TEST(ConfigFile, ReadsWhatIsSet) {
  const auto config = parse_config(
      "workers: 4\nscan: {top_n: 7}\nhttp:\n  user_agent: 'x y'\n"
      "exchanges:\n  Kraken: {top_n: 40, enabled: false}\n",
      "f.yaml");
  ASSERT_TRUE(config.ok());
  EXPECT_EQ(config->settings.pool.workers, 4u);
  EXPECT_EQ(config->settings.scan.top_n, 7u);
  EXPECT_EQ(config->settings.http.user_agent, "x y");
  const auto& kraken = config->settings.exchanges.at("kraken");
  EXPECT_EQ(kraken.top_n, 40u);
  EXPECT_FALSE(kraken.enabled);
  EXPECT_FALSE(kraken.share.has_value());
}

TEST(ConfigFile, NamesTheLineOfASettingThatDoesNotFitAnother) {
  EXPECT_EQ(only_fault(parse_config("\nworkers: 200\n", "f.yaml")),
            "f.yaml: workers_max: given 64, but workers is 200; raise workers_max or lower "
            "workers");
  EXPECT_EQ(only_fault(parse_config("workers: 8\n\nworkers_max: 4\n", "f.yaml")),
            "f.yaml:3:1: workers_max: given 4, but workers is 8; raise workers_max or lower "
            "workers");
}

TEST(ConfigFile, SaysWhereTheYamlIsBroken) {
  EXPECT_THAT(only_fault(parse_config("a: 1\nb: [1\n", "f.yaml")),
              HasSubstr("f.yaml:3:1: is not valid YAML"));
  EXPECT_THAT(only_fault(parse_config("workers: *nothing\n", "f.yaml")), HasSubstr("f.yaml:1:10"));
  EXPECT_THAT(only_fault(parse_config("workers: 1\n---\nworkers: 2\n", "f.yaml")),
              HasSubstr("several YAML documents"));
  EXPECT_THAT(only_fault(parse_config(std::string(2u << 20, '#'), "f.yaml")),
              HasSubstr("larger than"));
}

TEST(ConfigFile, ReportsWrongKeysAndWrongRelationsTogether) {
  const auto config =
      parse_config("frontend: {endpoint: \"tcp://0.0.0.0:5555\"}\nworkres: 3\n", "f.yaml");
  ASSERT_FALSE(config.ok());
  ASSERT_EQ(config.error().size(), 2u);
  EXPECT_THAT(render(config.error()[0]),
              HasSubstr("f.yaml:1:12: frontend.endpoint: given tcp://0"));
  EXPECT_THAT(render(config.error()[1]), HasSubstr("did you mean 'workers'?"));
}

TEST(ConfigFile, DoesNotCompareWithASettingWhoseOwnValueIsWrong) {
  EXPECT_THAT(only_fault(parse_config("workers: many\nworkers_max: 4\n", "f.yaml")),
              HasSubstr("f.yaml:1:10: workers: "));
}

TEST(ConfigFile, ReportsTheFirstFaultsAndCountsTheOthers) {
  std::string text;
  for (int i = 0; i < 5'000; ++i)
    text += "? k" + std::to_string(i) + std::string(40, 'x') + "\n: 1\n";
  const auto config = parse_config(text, "f.yaml");
  ASSERT_FALSE(config.ok());
  ASSERT_EQ(config.error().size(), 21u);
  EXPECT_THAT(render(config.error().front()), HasSubstr("f.yaml:1:3: k0xxx"));
  EXPECT_EQ(render(config.error().back()), "f.yaml: and 4980 more faults; correct these first");
}

TEST(ConfigFile, ShowsTheBeginningOfALongKey) {
  const auto fault = only_fault(parse_config("? " + std::string(100'000, 'k') + "\n: 1\n", "f"));
  EXPECT_THAT(fault, HasSubstr(std::string(80, 'k') + "...: unknown setting"));
  EXPECT_LT(fault.size(), 200u);
}

TEST(ConfigFile, RefusesTextsThatAreNoConfiguration) {
  for (const std::string text : {",", "[],", "{},", "\"a\",", "--- ,", "workers: 4\n,"})
    EXPECT_THAT(only_fault(parse_config(text, "f.yaml")),
                ::testing::AnyOf(HasSubstr("several YAML documents"), HasSubstr("not valid YAML")))
        << text;
}

TEST(ConfigFile, DoesNotFollowAliasesWithoutEnd) {
  std::string text = "exchanges:\n  e0: &e0 {top_n: 1, share: 0.5}\n";
  for (int i = 1; i < 40; ++i)
    text += fmt::format("  e{}: &e{} {{a: *e{}, b: *e{}}}\n", i, i, i - 1, i - 1);
  EXPECT_THAT(only_fault(parse_config(text, "f.yaml")), HasSubstr("more than 20000 values"));
  EXPECT_THAT(only_fault(parse_config("exchanges: &all {okx: *all}\n", "f.yaml")),
              HasSubstr("within what it stands for"));
}

TEST(ConfigFile, TakesAliasesInModeration) {
  const auto config =
      parse_config("exchanges:\n  okx: &slow {top_n: 9}\n  kraken: *slow\n", "f.yaml");
  ASSERT_TRUE(config.ok());
  EXPECT_EQ(config->settings.exchanges.at("kraken").top_n, 9u);
}

TEST(ConfigFile, SaysWhyAFileCannotBeRead) {
  EXPECT_EQ(only_fault(load_config("/nonexistent/scand.yaml")),
            "/nonexistent/scand.yaml: cannot be read: No such file or directory; check the path "
            "given with --config");
  EXPECT_THAT(only_fault(load_config("/")), HasSubstr("/: cannot be read"));
}

TEST(ConfigFile, ReadsAFile) {
  const auto path = std::filesystem::path(::testing::TempDir()) / "config_file_test.yaml";
  std::ofstream(path) << "workers: 3\n";
  const auto config = load_config(path.string());
  std::filesystem::remove(path);
  ASSERT_TRUE(config.ok());
  EXPECT_EQ(config->settings.pool.workers, 3u);
  EXPECT_EQ(config->file, path.string());
}

}  // namespace
}  // namespace scand::daemon
