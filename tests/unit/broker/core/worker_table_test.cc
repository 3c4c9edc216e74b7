#include "broker/core/worker_table.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

TEST(WorkerTable, OneCreditIsOneTask) {
  WorkerTable workers(9);
  EXPECT_EQ(workers.take_credit("x"), std::nullopt);
  EXPECT_TRUE(workers.grant_credit(1));
  EXPECT_FALSE(workers.grant_credit(1)) << "it has granted its credit already";
  EXPECT_EQ(workers.take_credit("x"), 1U);
  EXPECT_EQ(workers.take_credit("x"), std::nullopt);
  EXPECT_FALSE(workers.grant_credit(1)) << "it is busy";
  EXPECT_EQ(workers.busy(), 1U);
}

TEST(WorkerTable, AnAnswerIsNotACredit) {
  WorkerTable workers(9);
  (void)workers.grant_credit(1);
  (void)workers.take_credit("x");
  workers.on_answered(1);
  EXPECT_EQ(workers.busy(), 0U);
  EXPECT_EQ(workers.idle(), 0U);
  EXPECT_TRUE(workers.grant_credit(1));
  EXPECT_EQ(workers.idle(), 1U);
}

TEST(WorkerTable, TheWorkerThatServedTheExchangeLastIsPreferred) {
  WorkerTable workers(9);
  for (const WorkerId id : {1U, 2U, 3U})
    (void)workers.grant_credit(id);
  EXPECT_EQ(workers.take_credit("x"), 1U);
  EXPECT_EQ(workers.take_credit("x"), 2U);
  for (const WorkerId id : {1U, 2U}) {
    workers.on_answered(id);
    (void)workers.grant_credit(id);
  }
  EXPECT_EQ(workers.take_credit("x"), 2U) << "the warmest";
  EXPECT_EQ(workers.take_credit("x"), 1U) << "the next warmest";
  EXPECT_EQ(workers.take_credit("x"), 3U) << "a cold worker rather than none";
}

TEST(WorkerTable, ANewExchangeGoesToTheLeastUsedWorker) {
  WorkerTable workers(9);
  (void)workers.grant_credit(1);
  (void)workers.take_credit("x");
  workers.on_answered(1);
  (void)workers.grant_credit(1);
  (void)workers.grant_credit(2);
  EXPECT_EQ(workers.take_credit("y"), 2U);
}

TEST(WorkerTable, RetiredWorkersAreIgnored) {
  WorkerTable workers(9);
  (void)workers.grant_credit(1);
  (void)workers.take_credit("x");
  workers.retire(1);
  EXPECT_EQ(workers.busy(), 0U);
  workers.on_answered(1);
  EXPECT_FALSE(workers.grant_credit(1));
  (void)workers.grant_credit(2);
  workers.retire(2);
  EXPECT_EQ(workers.idle(), 0U);
}

TEST(WorkerTable, TheNumberOfWorkersIsBounded) {
  WorkerTable workers(2);
  EXPECT_TRUE(workers.grant_credit(1));
  EXPECT_TRUE(workers.grant_credit(2));
  EXPECT_FALSE(workers.grant_credit(3));
  workers.retire(1);
  EXPECT_TRUE(workers.grant_credit(3));
}

TEST(WorkerTable, TheNumberOfRememberedRetiredWorkersIsBounded) {
  WorkerTable workers(2);
  for (WorkerId id = 0; id <= WorkerTable::kRetiredKept; ++id)
    workers.retire(id);
  workers.retire(WorkerTable::kRetiredKept);
  EXPECT_TRUE(workers.grant_credit(0)) << "the oldest is forgotten";
  EXPECT_FALSE(workers.grant_credit(1));
}

}  // namespace
}  // namespace scand::broker
