// The disk refuses the journal's writes for a while. Meanwhile nothing is acknowledged, and what
// was acknowledged stays readable. Afterwards the journal continues, whether the refused group
// reached the disk or not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "broker/journal/rocks_journal.h"
#include "tests/kit/broker/file_size_limit.h"
#include "tests/kit/broker/journal_directory.h"
#include "tests/kit/broker/samples.h"

namespace scand::broker {
namespace {

using test::FileSizeLimit;
using test::JournalDirectory;
using testing::ElementsAre;
using testing::HasSubstr;

// Larger than the log is when the limit is set.
constexpr std::size_t kSmallFiles = 64U << 10U;
const std::string kLargeBody(200'000, 'x');
// The log still has room for a small group. So has the seal's first slot, but not the second one.
constexpr std::size_t kOnlyTheLog = 4096;

base::WallTime at_ms(std::int64_t ms) {
  return test::now_ms(ms).wall;
}

std::vector<std::string> jobs_of(const Restored& restored) {
  std::vector<std::string> ids;
  for (const auto& job : restored.jobs)
    ids.push_back(job.job_id);
  return ids;
}

// Commit 2: a finished job with the result "first", and an unfinished job.
void commit_first(RocksJournal& journal) {
  journal.append_job(test::job("done", 1));
  journal.append_result(test::result("done", 1, "first"));
  journal.append_job(test::job("open", 2));
  ASSERT_TRUE(journal.commit(at_ms(0)).ok());
}

void expect_first_readable(const RocksJournal& journal) {
  const auto read = journal.read_result("done");
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(**read, "first");
}

TEST(JournalRefusal, ItContinuesWhenTheDiskAcceptsWritesAgain) {
  JournalDirectory directory;
  {
    auto journal = directory.open();
    commit_first(*journal);
    {
      const FileSizeLimit limit(kSmallFiles);
      for (int attempt = 0; attempt < 3; ++attempt) {
        journal->append_job(test::job("refused-" + std::to_string(attempt), 3));
        journal->append_result(test::result("open", 2, kLargeBody));
        const auto refused = journal->commit(at_ms(1));
        ASSERT_FALSE(refused.ok());
        EXPECT_THAT(refused.error().message, HasSubstr("File too large"));
        EXPECT_THAT(refused.error().message, HasSubstr("free or repair it"));
        expect_first_readable(*journal);
        EXPECT_FALSE(journal->read_result("open").ok());
        EXPECT_TRUE(journal->evict(at_ms(1)).empty());
      }
    }
    journal->append_job(test::job("taken", 4));
    journal->append_result(test::result("open", 2, kLargeBody));
    const auto committed = journal->commit(at_ms(2));
    ASSERT_TRUE(committed.ok()) << committed.error().message;
    expect_first_readable(*journal);
    EXPECT_EQ(**journal->read_result("open"), kLargeBody);
  }
  auto journal = directory.open();
  const Restored restored = journal->restore();
  EXPECT_THAT(jobs_of(restored), ElementsAre("taken"));
  EXPECT_EQ(restored.results.size(), 2U);
  EXPECT_EQ(journal->last_seq(), 2U);
  expect_first_readable(*journal);
}

// The records are synced but the seal cannot be written: the whole group is on disk, and yet it was
// refused.
class RefusedButOnDisk : public testing::Test {
 protected:
  void SetUp() override {
    commit_first(*journal_);
    ASSERT_TRUE(journal_->settle().ok());  // the next seal goes to the other slot
    journal_->append_job(test::job("refused", 3));
    journal_->append_result(test::result("open", 2, "second"));
    journal_->append_note({"hold/okx", "until"});
    const FileSizeLimit limit(kOnlyTheLog);
    const auto refused = journal_->commit(at_ms(1));
    ASSERT_FALSE(refused.ok());
    EXPECT_THAT(refused.error().message, HasSubstr("commit.seal"));
    EXPECT_FALSE(journal_->read_result("open").ok());
  }

  JournalDirectory directory_;
  std::unique_ptr<RocksJournal> journal_ = directory_.open();
};

TEST_F(RefusedButOnDisk, ItsResultsStayAndItsJobsAreErased) {
  journal_->append_result(test::result("open", 2, "second"));
  journal_->append_note({"hold/okx", "until later"});
  ASSERT_TRUE(journal_->commit(at_ms(2)).ok());
  EXPECT_EQ(journal_->stats().jobs, 2U);
  EXPECT_EQ(**journal_->read_result("open"), "second");
  journal_.reset();
  journal_ = directory_.open();
  const Restored restored = journal_->restore();
  EXPECT_TRUE(restored.jobs.empty());
  EXPECT_EQ(restored.results.size(), 2U);
  ASSERT_EQ(restored.notes.size(), 1U);
  EXPECT_EQ(restored.notes.front().value, "until later");
  expect_first_readable(*journal_);
}

TEST_F(RefusedButOnDisk, ANoteThatWasErasedMeanwhileIsGone) {
  journal_->append_note({"hold/okx", ""});
  ASSERT_TRUE(journal_->commit(at_ms(2)).ok());
  journal_.reset();
  EXPECT_TRUE(directory_.open()->restore().notes.empty());
}

TEST_F(RefusedButOnDisk, ACrashBeforeTheNextCommitLeavesASoundJournal) {
  journal_.reset();
  const Restored restored = directory_.open()->restore();
  EXPECT_THAT(jobs_of(restored), ElementsAre("refused"));
  EXPECT_EQ(restored.results.size(), 2U);
}

TEST(JournalRefusal, AFailedEvictionIsDoneLater) {
  JournalDirectory directory;
  {
    auto journal = directory.open("e0", {1, 1'000'000, std::chrono::seconds(60)});
    commit_first(*journal);
    journal->append_result(test::result("open", 2, "second"));
    ASSERT_TRUE(journal->commit(at_ms(1)).ok());
    {
      const FileSizeLimit limit(0);
      EXPECT_TRUE(journal->evict(at_ms(2)).empty());
      expect_first_readable(*journal);
    }
    EXPECT_TRUE(journal->evict(at_ms(2)).empty());
    journal->append_job(test::job("next", 3));
    ASSERT_TRUE(journal->commit(at_ms(3)).ok());
    EXPECT_THAT(journal->evict(at_ms(3)), ElementsAre("done"));
  }
  EXPECT_EQ(directory.open()->restore().results.size(), 1U);
}

}  // namespace
}  // namespace scand::broker
