#include "proto/progress.h"

#include <gtest/gtest.h>

namespace scand::proto {
namespace {

TEST(Progress, StatesRoundTrip) {
  for (int i = 0; i <= static_cast<int>(ExchangeProgress::State::failed); ++i) {
    const auto state = static_cast<ExchangeProgress::State>(i);
    EXPECT_EQ(parse_progress_state(name(state)), state);
  }
  EXPECT_EQ(name(ExchangeProgress::State::scan), "scan");
  EXPECT_EQ(parse_progress_state("paused"), std::nullopt);
}

}  // namespace
}  // namespace scand::proto
