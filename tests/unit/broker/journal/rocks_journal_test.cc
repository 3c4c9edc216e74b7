// A real journal in a directory of its own: restarts, limits, replay and eviction. For damage see
// journal_damage_test.cc; for a failing disk, journal_refusal_test.cc and disk_errors_test.cc.
#include "broker/journal/rocks_journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kit/broker/journal_directory.h"
#include "tests/kit/broker/samples.h"

namespace scand::broker {
namespace {

using test::JournalDirectory;
using testing::ElementsAre;

base::WallTime at_wall(std::int64_t ms) {
  return test::now_ms(ms).wall;
}

std::vector<std::string> ids(const std::vector<event::RestoreJob>& jobs) {
  std::vector<std::string> out;
  for (const auto& job : jobs)
    out.push_back(job.job_id);
  return out;
}

TEST(RocksJournal, CommittedDataSurvivesARestart) {
  JournalDirectory directory;
  {
    auto journal = directory.open();
    journal->append_job(test::job("j2", 200));
    journal->append_job(test::job("j1", 100));
    journal->append_job(test::job("j3", 300));
    ASSERT_TRUE(journal->commit(at_wall(0)).ok());
    journal->append_result(test::result("j3", 1, "body", proto::JobStatus::partial));
    journal->append_note({"hold/binance", "until"});
    journal->append_note({"rank/okx", "1"});
    ASSERT_TRUE(journal->commit(at_wall(1)).ok());
    journal->append_note({"rank/okx", ""});
    ASSERT_TRUE(journal->commit(at_wall(1)).ok());
  }
  auto journal = directory.open("another");
  EXPECT_EQ(journal->epoch(), "e0");
  EXPECT_EQ(journal->last_seq(), 1U);
  const Restored restored = journal->restore();
  EXPECT_THAT(ids(restored.jobs), ElementsAre("j1", "j2"));
  EXPECT_EQ(restored.jobs.front().accepted_ms, 100);
  EXPECT_EQ(restored.jobs.front().request, test::job("j1", 100).request);
  ASSERT_EQ(restored.results.size(), 1U);
  EXPECT_EQ(restored.results.front().job_id, "j3");
  EXPECT_EQ(restored.results.front().status, proto::JobStatus::partial);
  EXPECT_EQ(restored.results.front().seq, 1U);
  ASSERT_EQ(restored.notes.size(), 1U);
  EXPECT_EQ(restored.notes.front().key, "hold/binance");
  EXPECT_EQ(restored.notes.front().value, "until");
  ASSERT_TRUE(journal->read_result("j3").ok());
  EXPECT_EQ(*journal->read_result("j3").value(), "body");
}

TEST(RocksJournal, AnUncommittedGroupIsNotThere) {
  JournalDirectory directory;
  {
    auto journal = directory.open();
    journal->append_job(test::job("j1", 1));
    journal->append_result(test::result("j1", 1, "body"));
    EXPECT_FALSE(journal->read_result("j1").ok());
  }
  EXPECT_TRUE(directory.open()->restore().jobs.empty());
}

TEST(RocksJournal, AForgottenJobDoesNotComeBack) {
  JournalDirectory directory;
  {
    auto journal = directory.open();
    journal->append_job(test::job("j1", 1));
    ASSERT_TRUE(journal->commit(at_wall(0)).ok());
    journal->append_job(test::job("j2", 1));
    journal->forget_job("j1");
    journal->forget_job("j2");
    ASSERT_TRUE(journal->commit(at_wall(0)).ok());
  }
  EXPECT_TRUE(directory.open()->restore().jobs.empty());
}

TEST(RocksJournal, TheFirstResultOfAJobStands) {
  JournalDirectory directory;
  auto journal = directory.open();
  journal->append_result(test::result("j1", 1, "first"));
  ASSERT_TRUE(journal->commit(at_wall(0)).ok());
  journal->append_result(test::result("j1", 2, "second"));
  ASSERT_TRUE(journal->commit(at_wall(0)).ok());
  EXPECT_EQ(*journal->read_result("j1").value(), "first");
  EXPECT_EQ(journal->stats().results, 1U);
}

TEST(RocksJournal, ReplaysInPagesFromTheGivenNumber) {
  JournalDirectory directory;
  auto journal = directory.open("e0", {2, 1'000, std::chrono::seconds(60)});
  for (int i = 1; i <= 3; ++i)
    journal->append_result(test::result("j" + std::to_string(i), i, std::string(10, 'x')));
  ASSERT_TRUE(journal->commit(at_wall(0)).ok());
  EXPECT_THAT(journal->evict(at_wall(0)), ElementsAre("j1"));
  const auto page = journal->read_results(2, 15);
  ASSERT_TRUE(page.ok());
  ASSERT_EQ(page->results.size(), 1U);
  EXPECT_EQ(page->results.front().job_id, "j2");
  EXPECT_TRUE(page->more);
  EXPECT_FALSE(journal->read_results(3, 15)->more);
  EXPECT_TRUE(journal->read_results(4, 15)->results.empty());
  EXPECT_EQ(journal->read_results(1, 15).error().code, proto::RefusalCode::too_old);
}

TEST(RocksJournal, EvictsAJobWithItsRequestAndItsResult) {
  JournalDirectory directory;
  {
    auto journal = directory.open("e0", {1, 1'000, std::chrono::seconds(60)});
    for (int i = 1; i <= 2; ++i) {
      journal->append_job(test::job("j" + std::to_string(i), i));
      journal->append_result(test::result("j" + std::to_string(i), i, "x"));
    }
    ASSERT_TRUE(journal->commit(at_wall(0)).ok());
    EXPECT_THAT(journal->evict(at_wall(0)), ElementsAre("j1"));
    EXPECT_EQ(journal->stats().jobs, 1U);
  }
  auto journal = directory.open();
  const Restored restored = journal->restore();
  ASSERT_EQ(restored.results.size(), 1U);
  EXPECT_EQ(restored.results.front().job_id, "j2");
  EXPECT_TRUE(restored.jobs.empty());
  EXPECT_EQ(journal->last_seq(), 2U);
}

TEST(RocksJournal, EvictsByBytesAndByAgeButNeverTheNewest) {
  JournalDirectory directory;
  auto journal = directory.open("e0", {100, 50, std::chrono::seconds(60)});
  journal->append_result(test::result("j1", 1, std::string(30, 'x')));
  ASSERT_TRUE(journal->commit(at_wall(0)).ok());
  journal->append_result(test::result("j2", 2, std::string(500, 'x')));
  ASSERT_TRUE(journal->commit(at_wall(0)).ok());
  EXPECT_THAT(journal->evict(at_wall(0)), ElementsAre("j1"));
  EXPECT_TRUE(journal->evict(at_wall(100'000)).empty());
  journal->append_result(test::result("j3", 3, "x"));
  ASSERT_TRUE(journal->commit(at_wall(100'000)).ok());
  EXPECT_THAT(journal->evict(at_wall(100'000)), ElementsAre("j2"));
}

TEST(RocksJournal, EvictsABoundedNumberAtOnce) {
  JournalDirectory directory;
  auto journal = directory.open("e0", {1, 1'000'000, std::chrono::seconds(60)});
  for (int i = 1; i <= 300; ++i)
    journal->append_result(test::result("j" + std::to_string(i), i, "x"));
  ASSERT_TRUE(journal->commit(at_wall(0)).ok());
  EXPECT_EQ(journal->evict(at_wall(0)).size(), 256U);
  EXPECT_EQ(journal->evict(at_wall(0)).size(), 43U);
  EXPECT_TRUE(journal->read_result("j300").ok());
}

TEST(RocksJournal, ManyRestartsWithTablesAndLogs) {
  JournalDirectory directory;
  for (std::uint64_t life = 1; life <= 5; ++life) {
    auto journal = directory.open();
    EXPECT_EQ(journal->restore().results.size(), life - 1);
    journal->append_job(test::job("j" + std::to_string(life), 1));
    journal->append_result(
        test::result("j" + std::to_string(life), life, std::string(3'000'000, 'x')));
    ASSERT_TRUE(journal->commit(at_wall(0)).ok());
  }
}

}  // namespace
}  // namespace scand::broker
