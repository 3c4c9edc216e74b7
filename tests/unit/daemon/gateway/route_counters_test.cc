#include "daemon/gateway/route_counters.h"

#include <gtest/gtest.h>

namespace scand::daemon::gateway {
namespace {

TEST(RouteCounters, CountsByResourceAndClass) {
  RouteCounters counters;
  counters.add(Resource::scan, 200);
  counters.add(Resource::scan, 202);
  counters.add(Resource::scan, 429);
  counters.add(Resource::version, 304);
  counters.add(std::nullopt, 404);
  EXPECT_EQ(counters.answers(Resource::scan, 2), 2U);
  EXPECT_EQ(counters.answers(Resource::scan, 4), 1U);
  EXPECT_EQ(counters.answers(Resource::scan, 5), 0U);
  EXPECT_EQ(counters.answers(Resource::version, 3), 1U);
  EXPECT_EQ(counters.answers(std::nullopt, 4), 1U);
}

TEST(RouteCounters, AStatusThatIsNoneIsAFault) {
  RouteCounters counters;
  for (const int status : {-200, 0, 100, 600, 100'000})
    counters.add(Resource::job, status);
  EXPECT_EQ(counters.answers(Resource::job, 5), 5U);
}

}  // namespace
}  // namespace scand::daemon::gateway
