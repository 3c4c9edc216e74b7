#include "lib/base/backoff.h"

#include <gtest/gtest.h>
#include <set>

namespace scand::base {
namespace {

using namespace std::chrono_literals;

TEST(Backoff, DoublesUpToTheCap) {
  const BackoffSpec spec{1s, 6s};
  EXPECT_EQ(backoff_limit(spec, 0), 0s);
  EXPECT_EQ(backoff_limit(spec, 1), 1s);
  EXPECT_EQ(backoff_limit(spec, 2), 2s);
  EXPECT_EQ(backoff_limit(spec, 3), 4s);
  EXPECT_EQ(backoff_limit(spec, 4), 6s);
  EXPECT_EQ(backoff_limit(spec, 4'000'000'000U), 6s) << "no overflow, however often";
}

TEST(Backoff, AFirstBeyondTheCapIsTheCap) {
  EXPECT_EQ(backoff_limit({9s, 6s}, 1), 6s);
  EXPECT_EQ(Backoff({0s, 0s}, 1).after(3), 0s);
}

TEST(Backoff, TheRandomPartIsTheUpperHalf) {
  Backoff backoff({1s, 8s}, 7);
  Nanos least = 8s;
  Nanos most = 0s;
  for (int i = 0; i < 1000; ++i) {
    const Nanos waits = backoff.after(3);
    least = std::min(least, waits);
    most = std::max(most, waits);
  }
  EXPECT_GE(least, 2s);
  EXPECT_LE(most, 4s);
  EXPECT_LT(least, 2100ms) << "it spreads over the whole half";
  EXPECT_GT(most, 3900ms);
}

TEST(Backoff, ASeedSaysItAll) {
  Backoff one({1s, 8s}, 7);
  Backoff same({1s, 8s}, 7);
  Backoff other({1s, 8s}, 8);
  std::set<Nanos> seen;
  for (std::uint32_t i = 1; i < 10; ++i) {
    const Nanos waits = one.after(i);
    EXPECT_EQ(same.after(i), waits);
    seen.insert({waits, other.after(i)});
  }
  EXPECT_EQ(seen.size(), 18U);
}

}  // namespace
}  // namespace scand::base
