#include "daemon/scand/journal_setup.h"

#include <csignal>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdexcept>
#include <stdlib.h>

#include "log/keeping_sink.h"

#include "daemon/scand/config/setting_table.h"

namespace scand::daemon {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

// RocksDB starts threads that outlive the test. They inherit a block of all signals, as in scand:
// else one of them would take a signal that another test sends to itself.
class JournalSetup : public ::testing::Test {
 protected:
  JournalSetup() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before_);
    std::string name = (fs::temp_directory_path() / "journal-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~JournalSetup() override {
    fs::remove_all(folder_);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

  std::unique_ptr<broker::Journal> make(const std::string& epoch) {
    return make_journal(settings_, epoch, environment_, clock_.wall(), log_);
  }
  std::string refusal() {
    try {
      (void)make("aa");
      return "none";
    } catch (const std::runtime_error& fault) {
      return fault.what();
    }
  }

  sigset_t before_{};
  fs::path folder_;
  Settings settings_ = default_settings();
  Environment environment_ = [](const char*) { return std::nullopt; };
  base::ManualClock clock_;
  std::vector<base::LogRecord> records_;
  base::Log log_{clock_, std::make_unique<KeepingSink>(records_), base::LogLevel::info};
};

TEST_F(JournalSetup, OffKeepsNothingOnDisk) {
  settings_.journal.mode = "off";
  settings_.journal.directory = (folder_ / "j").string();
  EXPECT_EQ(make("aa")->epoch(), "aa");
  EXPECT_FALSE(fs::exists(folder_ / "j"));
}

TEST_F(JournalSetup, ADurableOneIsTheSameAfterARestart) {
  settings_.journal.directory = (folder_ / "j").string();
  EXPECT_EQ(make("aa")->epoch(), "aa");
  EXPECT_EQ(make("bb")->epoch(), "aa") << "the new epoch is for a new journal";
  EXPECT_TRUE(records_.empty());
}

TEST_F(JournalSetup, SaysWhatToDoWithoutAPlace) {
  EXPECT_THAT(refusal(), HasSubstr("set journal.directory, or journal.mode: off"));
}

TEST_F(JournalSetup, SaysWhatToDoWhereItCannotWrite) {
  settings_.journal.directory = "/proc/none/j";
  EXPECT_THAT(refusal(), HasSubstr("give scand a directory it can write to (journal.directory)"));
}

}  // namespace
}  // namespace scand::daemon
