#include "daemon/scand/log/log_setup.h"

#include <gtest/gtest.h>

namespace scand::daemon {
namespace {

TEST(LogSetup, AnExplicitFormatIsUsed) {
  const ErrorStream journal{"8:42", 8, 42};
  EXPECT_EQ(choose_log_format("json", journal), LogFormat::json);
  EXPECT_EQ(choose_log_format("pretty", journal), LogFormat::pretty);
  EXPECT_EQ(choose_log_format("journal", {}), LogFormat::journal);
}

TEST(LogSetup, AutoIsJournalOnlyIfStandardErrorIsItsStream) {
  EXPECT_EQ(choose_log_format("auto", {"8:42", 8, 42}), LogFormat::journal);
  EXPECT_EQ(choose_log_format("auto", {"8:42", 8, 43}), LogFormat::pretty) << "redirected";
  EXPECT_EQ(choose_log_format("auto", {"", 8, 42}), LogFormat::pretty);
}

TEST(LogSetup, FindsWhereStandardErrorGoes) {
  const auto stream = look_at_error_stream();
  EXPECT_NE(stream.inode, 0u);
}

TEST(LogSetup, MakesASinkForEachFormat) {
  for (const auto format : {LogFormat::pretty, LogFormat::json, LogFormat::journal})
    EXPECT_NE(make_log_sink(format), nullptr);
}

}  // namespace
}  // namespace scand::daemon
