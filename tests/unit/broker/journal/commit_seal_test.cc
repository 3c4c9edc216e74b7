// The seal: what a torn write and a failed sync leave in its file, and how the journal reacts.
#include "broker/journal/commit_seal.h"

#include <cerrno>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <string>
#include <vector>

#include "broker/journal/rocks_journal.h"
#include "tests/kit/broker/journal_directory.h"
#include "tests/kit/broker/samples.h"
#include "tests/kit/disk/disk_errors.h"

namespace scand::broker {
namespace {

using test::DiskCall;
using test::DiskErrors;
using test::JournalDirectory;
using testing::HasSubstr;

// A commit needs only the log's sync; the seal's may follow later. But after a failed sync of the
// seal, no commit is acknowledged until one has succeeded.
class SettledJournal : public testing::Test {
 protected:
  base::Status<JournalFailure> keep(const std::string& job_id) {
    journal_->append_job(test::job(job_id, 1));
    return journal_->commit(test::now_ms(1).wall);
  }

  JournalDirectory directory_;
  std::unique_ptr<RocksJournal> journal_ = directory_.open();
};

TEST_F(SettledJournal, ACommitIsOneSyncAndSettlingIsOneForMany) {
  ASSERT_TRUE(keep("first").ok());  // which syncs the directory, too
  ASSERT_TRUE(journal_->settle().ok());
  std::map<std::string, int> syncs;
  const test::DiskWatch watch(directory_.path(), [&](const DiskCall& call) {
    if (call.kind == DiskCall::Kind::sync) ++syncs[std::filesystem::path(call.file).extension()];
    return test::DiskAnswer{call.pass(call.bytes), errno};
  });
  for (const char* id : {"a", "b", "c"})
    ASSERT_TRUE(keep(id).ok());
  EXPECT_EQ(syncs, (std::map<std::string, int>{{".log", 3}}));
  for (int again = 0; again < 2; ++again)
    ASSERT_TRUE(journal_->settle().ok());
  EXPECT_EQ(syncs, (std::map<std::string, int>{{".log", 3}, {".seal", 1}}));
}

TEST_F(SettledJournal, AfterAFailedSealSyncNoCommitIsAcknowledgedBeforeAGoodOne) {
  {
    const DiskErrors errors(directory_.path(), {DiskCall::Kind::sync, "commit.seal", EIO});
    ASSERT_TRUE(keep("acknowledged").ok());
    const auto settled = journal_->settle();
    ASSERT_FALSE(settled.ok());
    EXPECT_THAT(settled.error().message, HasSubstr("Input/output error"));
    for (const char* id : {"refused-0", "refused-1"}) {
      EXPECT_TRUE(journal_->settle().ok()) << "there is nothing left to sync";
      EXPECT_FALSE(keep(id).ok());
    }
  }
  ASSERT_TRUE(keep("after").ok());
  journal_.reset();
  journal_ = directory_.open();
  std::vector<std::string> ids;
  for (const auto& job : journal_->restore().jobs)
    ids.push_back(job.job_id);
  EXPECT_THAT(ids, testing::ElementsAre("acknowledged", "after"));
}

class FailingSeal : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(directory_.path());
    ASSERT_TRUE(CommitSeal::make(path_, {1, 0, 7}).ok());
    ASSERT_TRUE(seal().write({2, 1, 7}).ok());
  }
  [[nodiscard]] CommitSeal seal() const { return std::move(CommitSeal::open(path_)).value(); }
  [[nodiscard]] SealedCommit read() const { return **CommitSeal::read(path_); }

  const JournalDirectory directory_;
  const std::string path_ = directory_.path() + "/commit.seal";
};

TEST_F(FailingSeal, AFailedWriteIsReportedAndTheEarlierCommitStays) {
  for (const std::size_t room : {0U, 8U, 39U}) {
    const DiskErrors errors(directory_.path(), {DiskCall::Kind::write, "commit.seal", EIO, room});
    const auto written = seal().write({3, 2, 7});
    ASSERT_FALSE(written.ok());
    EXPECT_THAT(written.error().message, HasSubstr("Input/output error"));
    EXPECT_EQ(read(), (SealedCommit{2, 1, 7}));
  }
  ASSERT_TRUE(seal().write({3, 2, 7}).ok());
  EXPECT_EQ(read(), (SealedCommit{3, 2, 7}));
}

TEST_F(FailingSeal, AFailedSyncNeedsANewWrite) {
  CommitSeal seal = this->seal();
  {
    const DiskErrors errors(directory_.path(), {DiskCall::Kind::sync, "commit.seal", EDQUOT});
    ASSERT_TRUE(seal.write({3, 2, 7}).ok());
    const auto synced = seal.sync();
    ASSERT_FALSE(synced.ok());
    EXPECT_THAT(synced.error().message, HasSubstr("Disk quota exceeded"));
  }
  EXPECT_FALSE(seal.unsynced()) << "the kernel has dropped what it could not write";
  ASSERT_TRUE(seal.write({4, 2, 7}).ok());
  EXPECT_TRUE(seal.unsynced());
  ASSERT_TRUE(seal.sync().ok());
  EXPECT_EQ(read(), (SealedCommit{4, 2, 7}));
}

// A power cut may tear any write since the last sync. The synced commit is never touched.
TEST_F(FailingSeal, UnsyncedWritesLeaveTheSyncedSlotAlone) {
  CommitSeal seal = this->seal();
  ASSERT_TRUE(seal.write({3, 2, 7}).ok());
  ASSERT_TRUE(seal.sync().ok());
  for (const std::uint64_t commit : {4U, 5U, 6U}) {
    ASSERT_TRUE(seal.write({commit, 2, 7}).ok());
    EXPECT_EQ(read().commit, commit);
  }
  const DiskErrors errors(directory_.path(), {DiskCall::Kind::write, "commit.seal", EIO, 20});
  ASSERT_FALSE(seal.write({7, 2, 7}).ok());
  EXPECT_EQ(read(), (SealedCommit{3, 2, 7}));
}

TEST_F(FailingSeal, IsMadeCompletelyOrNotAtAll) {
  const std::string fresh = directory_.path() + "/fresh.seal";
  for (const DiskCall::Kind call : {DiskCall::Kind::write, DiskCall::Kind::sync}) {
    const DiskErrors errors(directory_.path(), {call, "fresh.seal.new", EIO});
    EXPECT_FALSE(CommitSeal::make(fresh, {1, 0, 7}).ok());
    EXPECT_FALSE(std::filesystem::exists(fresh));
  }
}

}  // namespace
}  // namespace scand::broker
