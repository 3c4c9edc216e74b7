// Every way a configuration can be wrong, with the place and the message that a person gets.
#include "daemon/scand/config/config_reader.h"

#include <gtest/gtest.h>

namespace scand::daemon {
namespace {

struct BadFile {
  const char* text;
  const char* rendered;  // all faults, one a line
};

void PrintTo(const BadFile& bad, std::ostream* out) {
  *out << bad.text;
}

class BadConfig : public ::testing::TestWithParam<BadFile> {};

TEST_P(BadConfig, IsRefusedWithItsPlace) {
  const auto config = parse_config(GetParam().text, "f.yaml");
  ASSERT_FALSE(config.ok());
  std::string all;
  for (const auto& fault : config.error())
    all += render(fault) + "\n";
  EXPECT_EQ(all, GetParam().rendered);
}

INSTANTIATE_TEST_SUITE_P(
    Names, BadConfig,
    ::testing::Values(
        BadFile{"scan:\n  topn: 5\n",
                "f.yaml:2:3: scan.topn: unknown setting; did you mean 'scan.top_n'?\n"},
        BadFile{"workres: 5\n", "f.yaml:1:1: workres: unknown setting; did you mean 'workers'?\n"},
        BadFile{"htpp:\n  proxy: x\n", "f.yaml:1:1: htpp: unknown setting; did you mean 'http'?\n"},
        BadFile{"ca_file: x\n",
                "f.yaml:1:1: ca_file: unknown setting; did you mean 'http.ca_file'?\n"},
        BadFile{"colour: red\n",
                "f.yaml:1:1: colour: unknown setting; scand --print-config shows all settings\n"},
        BadFile{"exchanges:\n  okx:\n    topn: 5\n",
                "f.yaml:3:5: exchanges.okx.topn: unknown setting; did you mean "
                "'exchanges.okx.top_n'?\n"},
        BadFile{"exchanges:\n  'o k x': {}\n",
                "f.yaml:2:3: exchanges.o k x: is no exchange's name; allowed: letters, digits, '_' "
                "and '-'\n"},
        BadFile{"? [a]\n: 1\n", "f.yaml:1:3: a setting's name must be plain text\n"}));

INSTANTIATE_TEST_SUITE_P(
    Values, BadConfig,
    ::testing::Values(
        BadFile{"workers: 0\n",
                "f.yaml:1:10: workers: given '0'; allowed: a whole number from 1 to 256\n"},
        BadFile{"workers: many\n",
                "f.yaml:1:10: workers: given 'many'; allowed: a whole number from 1 to 256\n"},
        BadFile{"workers:\n",
                "f.yaml:1:1: workers: has no value; allowed: a whole number from 1 to 256\n"},
        BadFile{"workers: [1, 2]\n",
                "f.yaml:1:10: workers: wants one value; allowed: a whole number from 1 to 256\n"},
        BadFile{"rate: {share: 0.96}\n",
                "f.yaml:1:15: rate.share: given '0.96'; allowed: a number from 0.05 to 0.95\n"},
        BadFile{"api: {strict: yes}\n",
                "f.yaml:1:15: api.strict: given 'yes'; allowed: true or false\n"},
        BadFile{"log: {format: text}\n",
                "f.yaml:1:15: log.format: given 'text'; allowed: auto, pretty, json, journal\n"},
        BadFile{"exchanges: {okx: {base_url: okx.com}}\n",
                "f.yaml:1:29: exchanges.okx.base_url: given 'okx.com'; allowed: "
                "http(s)://HOST[:PORT][/PATH], or empty\n"},
        BadFile{"exchanges: {okx: {share: 2}}\n",
                "f.yaml:1:26: exchanges.okx.share: given '2'; allowed: a number from 0.05 to "
                "0.95\n"}));

INSTANTIATE_TEST_SUITE_P(
    Shapes, BadConfig,
    ::testing::Values(
        BadFile{"scan: 5\n",
                "f.yaml:1:7: scan: is a section: write its settings below it, one a line, "
                "indented\n"},
        BadFile{"exchanges: [okx]\n",
                "f.yaml:1:12: exchanges: is a section: write its settings below it, one a line, "
                "indented\n"},
        BadFile{"- workers\n", "f.yaml:1:1: is no map of settings; write 'name: value' lines\n"},
        BadFile{"workers: 4\nworkers: 5\n",
                "f.yaml:2:1: workers: is set twice, first in line 1; keep one of them\n"},
        BadFile{"scan: {top_n: 1}\nworkers: 4\nscan: {top_n: 2}\n",
                "f.yaml:3:1: scan: is set twice, first in line 1; keep one of them\n"},
        BadFile{"exchanges: {okx: {}, OKX: {}}\n",
                "f.yaml:1:22: exchanges.okx: is set twice, first in line 1; keep one of them\n"},
        BadFile{"exchanges: {okx: {top_n: 1, top_n: 2}}\n",
                "f.yaml:1:29: exchanges.okx.top_n: is set twice, first in line 1; keep one of "
                "them\n"}));

INSTANTIATE_TEST_SUITE_P(
    All, BadConfig,
    ::testing::Values(BadFile{
        "workers: 0\nscan:\n  topn: 1\nrate: {share: x}\n",
        "f.yaml:1:10: workers: given '0'; allowed: a whole number from 1 to 256\n"
        "f.yaml:3:3: scan.topn: unknown setting; did you mean 'scan.top_n'?\n"
        "f.yaml:4:15: rate.share: given 'x'; allowed: a number from 0.05 to 0.95\n"}));

TEST(ConfigReader, RemembersWhereEachKeyStands) {
  const auto config = parse_config("scan:\n  top_n: 7\nexchanges:\n  OKX: {top_n: 3}\n", "f.yaml");
  ASSERT_TRUE(config.ok());
  EXPECT_EQ(config->places.at("scan.top_n").line, 2);
  EXPECT_EQ(config->places.at("exchanges.okx").line, 4);
  EXPECT_EQ(config->places.count("workers"), 0u);
}

}  // namespace
}  // namespace scand::daemon
