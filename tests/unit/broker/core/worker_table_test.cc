#include "broker/core/worker_table.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

TEST(WorkerTable, OneCreditIsOneTask) {
  WorkerTable workers(9);
  EXPECT_EQ(workers.take("x"), std::nullopt);
  EXPECT_TRUE(workers.ready(1));
  EXPECT_FALSE(workers.ready(1)) << "it has granted it";
  EXPECT_EQ(workers.take("x"), 1U);
  EXPECT_EQ(workers.take("x"), std::nullopt);
  EXPECT_FALSE(workers.ready(1)) << "it is busy";
  EXPECT_EQ(workers.busy(), 1U);
}

TEST(WorkerTable, AnAnswerIsNotACredit) {
  WorkerTable workers(9);
  (void)workers.ready(1);
  (void)workers.take("x");
  workers.answered(1);
  EXPECT_EQ(workers.busy(), 0U);
  EXPECT_EQ(workers.idle(), 0U);
  EXPECT_TRUE(workers.ready(1));
  EXPECT_EQ(workers.idle(), 1U);
}

TEST(WorkerTable, TheOneThatServedTheExchangeLastIsPreferred) {
  WorkerTable workers(9);
  for (const WorkerId id : {1U, 2U, 3U})
    (void)workers.ready(id);
  EXPECT_EQ(workers.take("x"), 1U);
  EXPECT_EQ(workers.take("x"), 2U);
  for (const WorkerId id : {1U, 2U}) {
    workers.answered(id);
    (void)workers.ready(id);
  }
  EXPECT_EQ(workers.take("x"), 2U) << "the warmest";
  EXPECT_EQ(workers.take("x"), 1U) << "the next warmest";
  EXPECT_EQ(workers.take("x"), 3U) << "a cold one rather than none";
}

TEST(WorkerTable, ANewExchangeGoesToTheLeastUsed) {
  WorkerTable workers(9);
  (void)workers.ready(1);
  (void)workers.take("x");
  workers.answered(1);
  (void)workers.ready(1);
  (void)workers.ready(2);
  EXPECT_EQ(workers.take("y"), 2U);
}

TEST(WorkerTable, TheRetiredAreNotHeard) {
  WorkerTable workers(9);
  (void)workers.ready(1);
  (void)workers.take("x");
  workers.retire(1);
  EXPECT_EQ(workers.busy(), 0U);
  workers.answered(1);
  EXPECT_FALSE(workers.ready(1));
  (void)workers.ready(2);
  workers.retire(2);
  EXPECT_EQ(workers.idle(), 0U);
}

TEST(WorkerTable, SoManyAndNoMore) {
  WorkerTable workers(2);
  EXPECT_TRUE(workers.ready(1));
  EXPECT_TRUE(workers.ready(2));
  EXPECT_FALSE(workers.ready(3));
  workers.retire(1);
  EXPECT_TRUE(workers.ready(3));
}

TEST(WorkerTable, OnlySoManyRetiredAreRemembered) {
  WorkerTable workers(2);
  for (WorkerId id = 0; id <= WorkerTable::kRetiredKept; ++id)
    workers.retire(id);
  workers.retire(WorkerTable::kRetiredKept);
  EXPECT_TRUE(workers.ready(0)) << "the oldest is forgotten";
  EXPECT_FALSE(workers.ready(1));
}

}  // namespace
}  // namespace scand::broker
