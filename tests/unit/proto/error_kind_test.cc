#include "proto/error_kind.h"

#include <gtest/gtest.h>

namespace scand::proto {
namespace {

TEST(ErrorKind, NamesRoundTripAndAreDistinct) {
  for (int i = 0; i < kErrorKindCount; ++i) {
    const auto kind = static_cast<ErrorKind>(i);
    EXPECT_EQ(parse_error_kind(name(kind)), kind);
  }
  EXPECT_EQ(parse_error_kind("nonsense"), std::nullopt);
}

TEST(ErrorKind, WhatRetryingMakesWorseIsNotRetryable) {
  for (const auto kind : {ErrorKind::banned, ErrorKind::blocked, ErrorKind::geo_blocked,
                          ErrorKind::fatal, ErrorKind::bad_symbol})
    EXPECT_FALSE(retryable(kind)) << name(kind);
}

}  // namespace
}  // namespace scand::proto
