#include "broker/security/denial_log_limiter.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

using std::chrono::seconds;

base::MonoTime at(int second) {
  return base::MonoTime(seconds(second));
}

TEST(DenialLogLimiter, AllowsOneLineAMinuteForEachAddressAndCountsTheRest) {
  DenialLogLimiter limiter;
  EXPECT_EQ(limiter.allow("10.0.0.1", at(0)), 0U);
  EXPECT_EQ(limiter.allow("10.0.0.1", at(1)), std::nullopt);
  EXPECT_EQ(limiter.allow("10.0.0.1", at(59)), std::nullopt);
  EXPECT_EQ(limiter.allow("10.0.0.2", at(59)), 0U);
  EXPECT_EQ(limiter.allow("10.0.0.1", at(60)), 2U);
  EXPECT_EQ(limiter.allow("10.0.0.1", at(121)), 0U);
}

TEST(DenialLogLimiter, RemembersABoundedNumberOfAddresses) {
  DenialLogLimiter limiter;
  for (std::size_t i = 0; i < DenialLogLimiter::kAddressesMax; ++i)
    EXPECT_TRUE(limiter.allow(std::to_string(i), at(0)).has_value());
  EXPECT_EQ(limiter.allow("one more", at(1)), std::nullopt);
  EXPECT_EQ(limiter.allow("one more", at(61)), 0U);
}

}  // namespace
}  // namespace scand::broker
