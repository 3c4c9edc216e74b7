// A failing disk under the real RocksDB: I/O errors and an exceeded quota, in writes and in syncs,
// of the records' log and of the seal. Nothing of the refused group is acknowledged, the message
// carries the system's words, what was acknowledged stays readable, and the next commit succeeds. A
// start finds everything acknowledged, and of each refused group all or nothing.
#include "tests/kit/disk/disk_errors.h"

#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "broker/journal/rocks_journal.h"
#include "tests/kit/broker/journal_directory.h"
#include "tests/kit/broker/samples.h"

namespace scand::broker {
namespace {

using test::DiskCall;
using test::DiskError;
using test::DiskErrors;
using test::JournalDirectory;
using testing::HasSubstr;

// Where a commit can fail, in the order of its steps, and whether its group is on disk then.
struct Place {
  const char* name;
  DiskCall::Kind call;
  const char* file;
  std::size_t room;
  bool on_disk;
};
constexpr Place kPlaces[] = {
    {"LogWrite", DiskCall::Kind::write, ".log", 0, false},
    {"LogTorn", DiskCall::Kind::write, ".log", 150, false},
    {"LogSync", DiskCall::Kind::sync, ".log", 0, true},
    {"SealWrite", DiskCall::Kind::write, "commit.seal", 0, true},
    {"SealTorn", DiskCall::Kind::write, "commit.seal", 20, true},
};

base::WallTime moment(std::int64_t ms) {
  return test::now_ms(ms).wall;
}

class FailingDisk : public testing::TestWithParam<std::tuple<Place, int>> {
 protected:
  void SetUp() override {
    journal_->append_job(test::job("done", 1));
    journal_->append_result(test::result("done", 1, "first"));
    journal_->append_job(test::job("open", 2));
    ASSERT_TRUE(journal_->commit(moment(0)).ok());
  }
  [[nodiscard]] static Place place() { return std::get<Place>(GetParam()); }
  [[nodiscard]] static int error() { return std::get<int>(GetParam()); }
  [[nodiscard]] DiskErrors errors() const {
    return {directory_.path(), {place().call, place().file, error(), place().room}};
  }

  // One group, refused with the system's words; twice, so that the store recovers in between.
  void refused_twice() {
    for (int attempt = 0; attempt < 2; ++attempt) {
      const DiskErrors errors = this->errors();
      journal_->append_job(test::job(fmt::format("refused-{}", attempt), 3));
      journal_->append_result(test::result("open", 2, "second"));
      journal_->append_note({"hold/okx", "until"});
      const auto refused = journal_->commit(moment(1));
      ASSERT_FALSE(refused.ok());
      EXPECT_GT(errors.given(), 0U);
      EXPECT_THAT(refused.error().message, HasSubstr(std::strerror(error())));
      EXPECT_THAT(refused.error().message, HasSubstr("free or repair it"));
      expect_acknowledged_readable();
      EXPECT_TRUE(journal_->evict(moment(1)).empty());
    }
  }
  void expect_acknowledged_readable() const {
    const auto read = journal_->read_result("done");
    ASSERT_TRUE(read.ok()) << read.error().message;
    EXPECT_EQ(**read, "first");
  }
  [[nodiscard]] static std::vector<std::string> unfinished(const Restored& restored) {
    std::vector<std::string> ids;
    for (const auto& job : restored.jobs)
      ids.push_back(job.job_id);
    return ids;
  }

  JournalDirectory directory_;
  std::unique_ptr<RocksJournal> journal_ = directory_.open();
};

TEST_P(FailingDisk, LaterCommitsSucceedAndSurviveARestart) {
  refused_twice();
  for (int commit = 0; commit < 3; ++commit) {
    journal_->append_job(test::job(fmt::format("taken-{}", commit), 4));
    journal_->append_result(test::result("open", 2, "second"));
    const auto committed = journal_->commit(moment(2));
    ASSERT_TRUE(committed.ok()) << committed.error().message;
  }
  expect_acknowledged_readable();
  journal_.reset();
  journal_ = directory_.open();
  const Restored restored = journal_->restore();
  EXPECT_THAT(unfinished(restored), testing::ElementsAre("taken-0", "taken-1", "taken-2"));
  EXPECT_EQ(restored.results.size(), 2U);
  EXPECT_EQ(**journal_->read_result("open"), "second");
  expect_acknowledged_readable();
}

TEST_P(FailingDisk, AStartFindsAllOfTheRefusedGroupOrNothing) {
  refused_twice();
  journal_.reset();
  journal_ = directory_.open();
  const Restored restored = journal_->restore();
  const std::vector<std::string> left =
      place().on_disk ? std::vector<std::string>{"refused-1"} : std::vector<std::string>{"open"};
  EXPECT_EQ(unfinished(restored), left);
  EXPECT_EQ(restored.results.size(), place().on_disk ? 2U : 1U);
  EXPECT_EQ(restored.notes.size(), place().on_disk ? 1U : 0U);
  expect_acknowledged_readable();
}

// While the error lasts, every commit fails, whichever call of the reopening it hits.
TEST_P(FailingDisk, ResultsStayReadableWhileRecoveryFails) {
  refused_twice();
  {
    const DiskErrors errors(directory_.path(), {place().call, "", error()});
    for (int attempt = 0; attempt < 3; ++attempt) {
      journal_->append_job(test::job("meanwhile", 3));
      const auto refused = journal_->commit(moment(1));
      ASSERT_FALSE(refused.ok());
      EXPECT_THAT(refused.error().message, HasSubstr(std::strerror(error())));
      expect_acknowledged_readable();
    }
    EXPECT_GT(errors.given(), 0U);
  }
  journal_->append_job(test::job("taken", 4));
  ASSERT_TRUE(journal_->commit(moment(2)).ok());
  expect_acknowledged_readable();
}

INSTANTIATE_TEST_SUITE_P(, FailingDisk,
                         testing::Combine(testing::ValuesIn(kPlaces), testing::Values(EIO, EDQUOT)),
                         [](const auto& one) {
                           const bool io = std::get<int>(one.param) == EIO;
                           return std::string(std::get<Place>(one.param).name) +
                                  (io ? "Fails" : "IsPastTheQuota");
                         });

TEST(FailingDiskEviction, AFailedEvictionIsDoneLater) {
  const JournalDirectory directory;
  auto journal = directory.open("e0", {1, 1'000'000, std::chrono::seconds(60)});
  for (int i = 1; i <= 2; ++i)
    journal->append_result(test::result(fmt::format("j{}", i), i, "x"));
  ASSERT_TRUE(journal->commit(moment(1)).ok());
  {
    const DiskErrors errors(directory.path(), {DiskCall::Kind::write, ".log", EIO});
    EXPECT_TRUE(journal->evict(moment(2)).empty());
    EXPECT_EQ(errors.given(), 1U);
    EXPECT_EQ(**journal->read_result("j1"), "x");
  }
  ASSERT_TRUE(journal->commit(moment(3)).ok());
  EXPECT_THAT(journal->evict(moment(3)), testing::ElementsAre("j1"));
}

// The journal cannot be made: the start is refused with the system's words, and the next start
// makes it.
TEST(FailingStart, IsRefusedAndTheNextStartSucceeds) {
  for (const char* file : {"", "commit.seal.new", ".log", ".dbtmp"}) {
    for (const DiskCall::Kind call : {DiskCall::Kind::write, DiskCall::Kind::sync}) {
      const JournalDirectory directory;
      {
        const DiskErrors errors(directory.path(), {call, file, EIO});
        const auto opened = directory.try_open();
        EXPECT_EQ(opened.ok(), errors.given() == 0) << file;
        if (!opened.ok()) {
          EXPECT_EQ(opened.error().kind, OpenFailure::Kind::refused);
          EXPECT_THAT(opened.error().message, HasSubstr("Input/output error")) << file;
        }
      }
      EXPECT_TRUE(directory.try_open().ok()) << file;
    }
  }
}

}  // namespace
}  // namespace scand::broker
