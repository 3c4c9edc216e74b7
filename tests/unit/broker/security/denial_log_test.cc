#include "broker/security/denial_log.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

using std::chrono::seconds;

base::MonoTime at(int second) {
  return base::MonoTime(seconds(second));
}

TEST(DenialLog, WritesOneLineAMinuteForEachAddressAndCountsTheRest) {
  DenialLog log;
  EXPECT_EQ(log.admit("10.0.0.1", at(0)), 0U);
  EXPECT_EQ(log.admit("10.0.0.1", at(1)), std::nullopt);
  EXPECT_EQ(log.admit("10.0.0.1", at(59)), std::nullopt);
  EXPECT_EQ(log.admit("10.0.0.2", at(59)), 0U);
  EXPECT_EQ(log.admit("10.0.0.1", at(60)), 2U);
  EXPECT_EQ(log.admit("10.0.0.1", at(121)), 0U);
}

TEST(DenialLog, RemembersABoundedNumberOfAddresses) {
  DenialLog log;
  for (std::size_t i = 0; i < DenialLog::kAddressesMax; ++i)
    EXPECT_TRUE(log.admit(std::to_string(i), at(0)).has_value());
  EXPECT_EQ(log.admit("one more", at(1)), std::nullopt);
  EXPECT_EQ(log.admit("one more", at(61)), 0U);
}

}  // namespace
}  // namespace scand::broker
