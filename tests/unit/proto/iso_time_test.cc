#include "proto/iso_time.h"

#include <gtest/gtest.h>
#include <limits>

namespace scand::proto {
namespace {

TEST(IsoTime, IsUtcWithMilliseconds) {
  EXPECT_EQ(iso_time(1'761'307'200'000), "2025-10-24T12:00:00.000Z");
  EXPECT_EQ(iso_time(0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(iso_time(-1), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(iso_time(951'782'400'007), "2000-02-29T00:00:00.007Z");
}

TEST(IsoTime, ClampsToFourDigitYears) {
  EXPECT_EQ(iso_time(std::numeric_limits<std::int64_t>::min()), "0000-01-01T00:00:00.000Z");
  EXPECT_EQ(iso_time(std::numeric_limits<std::int64_t>::max()), "9999-12-31T23:59:59.999Z");
}

}  // namespace
}  // namespace scand::proto
