#include "broker/core/waiters.h"

#include <gtest/gtest.h>

#include "core_driver.h"

namespace scand::broker {
namespace {

using test::client;

CoreConfig bounds(std::size_t all, std::size_t by_client, std::size_t by_job) {
  CoreConfig config;
  config.max_waiters = all;
  config.max_waiters_per_client = by_client;
  config.max_waiters_per_job = by_job;
  return config;
}

TEST(Waiters, AllOfAJobAreTakenInOrder) {
  const CoreConfig config = bounds(9, 9, 9);
  Waiters waiters(config);
  (void)waiters.add(1, client("a"));
  (void)waiters.add(2, client("b"));
  (void)waiters.add(1, client("c"));
  const auto taken = waiters.take_all(1);
  ASSERT_EQ(taken.size(), 2U);
  EXPECT_EQ(taken[0].client, client("a"));
  EXPECT_EQ(taken[1].client, client("c"));
  EXPECT_EQ(waiters.size(), 1U);
  EXPECT_TRUE(waiters.take_all(1).empty());
}

TEST(Waiters, AWaiterIsTakenOnce) {
  const CoreConfig config = bounds(9, 9, 9);
  Waiters waiters(config);
  const auto no = waiters.add(1, client("a"));
  ASSERT_TRUE(no);
  EXPECT_EQ(waiters.take(*no)->job, 1U);
  EXPECT_FALSE(waiters.take(*no));
}

TEST(Waiters, EachBoundHoldsUntilAWaiterLeaves) {
  const CoreConfig all = bounds(1, 9, 9);
  const CoreConfig by_client = bounds(9, 1, 9);
  const CoreConfig by_job = bounds(9, 9, 1);
  for (const CoreConfig* config : {&all, &by_client, &by_job}) {
    Waiters waiters(*config);
    const auto first = waiters.add(1, client("a"));
    ASSERT_TRUE(first);
    const auto refused = waiters.add(1, client("a"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(),
              config == &by_client ? proto::BusyScope::client : proto::BusyScope::daemon);
    (void)waiters.take(*first);
    EXPECT_TRUE(waiters.add(1, client("a")));
  }
  Waiters waiters(by_client);
  (void)waiters.add(1, client("a"));
  EXPECT_TRUE(waiters.add(1, client("b"))) << "another client has its own bound";
  Waiters others(by_job);
  (void)others.add(1, client("a"));
  EXPECT_TRUE(others.add(2, client("a"))) << "another job has its own bound";
}

}  // namespace
}  // namespace scand::broker
