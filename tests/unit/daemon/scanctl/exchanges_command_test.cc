#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command_bench.h"

#include "daemon/scanctl/value_access.h"

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;

TEST(ExchangesCommand, ListsThemBestFirst) {
  CommandBench bench;
  (void)bench.finished_job({"okx"});
  const auto text = bench.run(add_exchanges_command, {"exchanges"});
  EXPECT_EQ(text.code, 0);
  EXPECT_THAT(text.data, HasSubstr("   1  okx                spot,swap    150      1     100%"));
  EXPECT_THAT(text.data, HasSubstr("kraken    kr"));
}

TEST(ExchangesCommand, JsonHasNoEnvelope) {
  CommandBench bench;
  const auto json = bench.run(add_exchanges_command, {"exchanges", "--json"}).json();
  EXPECT_EQ(at(json, {"type"}), nullptr);
  ASSERT_NE(at(json, {"exchanges"}), nullptr);
  EXPECT_EQ(at(json, {"exchanges"})->array()->size(), 5u);
}

}  // namespace
}  // namespace scand::daemon
