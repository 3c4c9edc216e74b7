#include "broker/core/job_id.h"

#include <gtest/gtest.h>
#include <set>

#include "proto/messages.h"

namespace scand::broker {
namespace {

base::WallTime at(std::int64_t ms) {
  return base::from_unix_ms(ms);
}

TEST(JobId, HasTheFormOfAJobId) {
  JobIds ids(1);
  const std::string id = ids.next(at(1'700'000'000'000));
  EXPECT_TRUE(proto::is_job_id(id)) << id;
  EXPECT_EQ(id.substr(0, 10), "01hf7yat00") << "48 bits of time come first";
}

TEST(JobId, RisesWithTimeAndWithinAMillisecond) {
  JobIds ids(1);
  std::string last = ids.next(at(5));
  for (int i = 0; i < 70'000; ++i) {  // more than the counter of one millisecond can count
    const std::string next = ids.next(at(5));
    ASSERT_LT(last, next);
    last = next;
  }
  EXPECT_LT(last, ids.next(at(1000)));
}

TEST(JobId, RisesWhenTheClockGoesBack) {
  JobIds ids(1);
  const std::string first = ids.next(at(9000));
  EXPECT_LT(first, ids.next(at(10)));
  EXPECT_LT(first, ids.next(at(-10)));
}

TEST(JobId, IdsOfTwoMakersDoNotCollide) {
  std::set<std::string> seen;
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    EXPECT_TRUE(seen.insert(JobIds(seed).next(at(77))).second);
  }
}

TEST(JobId, TheSameSeedGivesTheSameIds) {
  EXPECT_EQ(JobIds(3).next(at(77)), JobIds(3).next(at(77)));
}

}  // namespace
}  // namespace scand::broker
