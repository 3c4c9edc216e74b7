// Damage to a real journal. Each kind ends either in a refusal that says so, or with everything
// acknowledged present and unchanged.
#include <algorithm>
#include <cstddef>
#include <fstream>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>
#include <unistd.h>

#include "broker/journal/open_journal.h"
#include "broker/journal/record_format.h"
#include "broker/journal/record_store.h"
#include "tests/kit/broker/journal_directory.h"

namespace scand::broker {
namespace {

namespace fs = std::filesystem;
using test::JournalDirectory;
using testing::HasSubstr;

base::WallTime wall() {
  return test::now_ms(0).wall;
}

std::string body(std::uint64_t seq) {
  return std::string(2'000, static_cast<char>('a' + seq % 26)) + std::to_string(seq);
}

std::string load(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
void store(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

using Files = std::map<fs::path, std::string>;

Files files_of(const std::string& directory) {
  Files files;
  for (const auto& entry : fs::recursive_directory_iterator(directory))
    if (entry.is_regular_file()) files[entry.path()] = load(entry.path());
  return files;
}

void restore_files(const std::string& directory, const Files& files) {
  fs::remove_all(directory);
  fs::create_directories(directory + "/db");
  for (const auto& [path, bytes] : files)
    store(path, bytes);
}

constexpr std::uint64_t kResults = 8;

// Opened twice, so that there are tables and a log: results 1 to 8 of j1 to j8, and an unfinished
// j9.
void fill(const JournalDirectory& directory) {
  for (std::uint64_t life = 0; life < 2; ++life) {
    auto journal = directory.open();
    for (std::uint64_t seq = life * 4 + 1; seq <= life * 4 + 4; ++seq) {
      const std::string id = "j" + std::to_string(seq);
      journal->append_job(test::job(id, static_cast<std::int64_t>(seq)));
      journal->append_result(test::result(id, seq, body(seq)));
      ASSERT_TRUE(journal->commit(wall()).ok());
    }
    if (life == 0) continue;
    journal->append_note({"hold/binance", "until"});
    journal->append_job(test::job("j9", 9));
    ASSERT_TRUE(journal->commit(wall()).ok());
  }
}

enum class Outcome { refused, whole, wrong };

// Opens and reads everything. A refusal may come from either; whatever is returned must be right.
Outcome look(const JournalDirectory& directory, std::string& why) {
  auto opened = directory.try_open();
  if (!opened.ok()) {
    why = opened.error().message;
    return why.empty() ? Outcome::wrong : Outcome::refused;
  }
  RocksJournal journal(std::move(*opened), {});
  const Restored restored = journal.restore();
  if (journal.epoch() != "e0" || journal.last_seq() != kResults) return Outcome::wrong;
  if (restored.results.size() != kResults || restored.jobs.size() != 1 ||
      restored.notes.size() != 1)
    return Outcome::wrong;
  if (!(restored.jobs[0].request == test::job("j9", 9).request)) return Outcome::wrong;
  for (std::uint64_t seq = 1; seq <= kResults; ++seq) {
    const auto read = journal.read_result("j" + std::to_string(seq));
    if (!read.ok()) {
      why = read.error().message;
      return why.empty() ? Outcome::wrong : Outcome::refused;
    }
    if (**read != body(seq)) return Outcome::wrong;
  }
  return Outcome::whole;
}

fs::path newest_log(const std::string& directory) {
  fs::path newest;
  for (const auto& entry : fs::directory_iterator(directory + "/db"))
    if (entry.path().extension() == ".log") newest = std::max(newest, entry.path());
  return newest;
}

// The environment variable SCAND_FLIPS sets the number of flips.
TEST(JournalDamage, AFlippedBitIsRefusedOrHarmless) {
  const char* setting = std::getenv("SCAND_FLIPS");
  const int flips = setting != nullptr ? std::atoi(setting) : 200;
  JournalDirectory directory;
  fill(directory);
  const Files sound = files_of(directory.path());
  std::vector<fs::path> targets;
  for (const auto& [path, bytes] : sound)
    if (!bytes.empty() && path.filename() != "lock" &&
        !path.filename().string().starts_with("LOG") &&
        !path.filename().string().starts_with("OPTIONS") && path.filename() != "IDENTITY")
      targets.push_back(path);
  std::mt19937_64 random(20'260'101);
  int refused = 0;
  for (int flip = 0; flip < flips; ++flip) {
    restore_files(directory.path(), sound);
    const fs::path& path = targets[static_cast<std::size_t>(flip) % targets.size()];
    std::string bytes = sound.at(path);
    const std::size_t bit = random() % (bytes.size() * 8);
    bytes[bit / 8] =
        static_cast<char>(static_cast<unsigned char>(bytes[bit / 8]) ^ (1U << bit % 8));
    store(path, bytes);
    std::string why;
    const Outcome outcome = look(directory, why);
    ASSERT_NE(outcome, Outcome::wrong) << path << " bit " << bit;
    refused += outcome == Outcome::refused ? 1 : 0;
  }
  EXPECT_GT(refused, flips / 10);
  RecordProperty("refused", refused);
}

TEST(JournalDamage, ALogThatEndsTooEarlyIsNoticed) {
  JournalDirectory directory;
  fill(directory);
  const Files sound = files_of(directory.path());
  const fs::path log = newest_log(directory.path());
  const std::string whole = sound.at(log);
  for (std::size_t cut = 1; cut < 120; cut += 7) {
    restore_files(directory.path(), sound);
    store(log, whole.substr(0, whole.size() - cut));
    std::string why;
    ASSERT_EQ(look(directory, why), Outcome::refused) << cut;
    EXPECT_THAT(why, HasSubstr("was acknowledged"));
  }
}

TEST(JournalDamage, AnUnacknowledgedWriteMayBeTorn) {
  JournalDirectory directory;
  fill(directory);
  Files before = files_of(directory.path());
  const auto size_before = before.at(newest_log(directory.path())).size();
  // The same log with one more write, before its seal was written.
  fs::path log = newest_log(directory.path());
  restore_files(directory.path(), before);
  std::string torn = before.at(log) + std::string("\x11\x22\x33\x44\x90\x01\x01torn", 11);
  store(log, torn);
  std::string why;
  EXPECT_EQ(look(directory, why), Outcome::whole) << why << size_before;
}

// A power cut may leave a later block of a write without an earlier one.
TEST(JournalDamage, AHoleInAnUnacknowledgedWriteEndsTheLog) {
  constexpr std::size_t kBlock = 4'096;
  JournalDirectory directory;
  fill(directory);
  const std::string seal = load(directory.path() + "/commit.seal");
  const fs::path log = newest_log(directory.path());
  {
    auto journal = directory.open();  // with a new log
    journal->append_job(test::job("j10", 10));
    journal->append_result(test::result("j9", 9, std::string(40'000, 'z')));
    ASSERT_TRUE(journal->commit(wall()).ok());
  }
  store(directory.path() + "/commit.seal", seal);  // the power cut came before the seal was written
  const Files whole = files_of(directory.path());
  const fs::path last = newest_log(directory.path());
  ASSERT_NE(last, log);
  const std::size_t bytes = whole.at(last).size();
  ASSERT_GT(bytes, 8 * kBlock);
  for (std::size_t hole = 0; hole + kBlock <= bytes; hole += kBlock) {
    restore_files(directory.path(), whole);
    std::string holed = whole.at(last);
    std::fill_n(holed.begin() + static_cast<std::ptrdiff_t>(hole), kBlock, '\0');
    store(last, holed);
    EXPECT_TRUE(inspect_journal(directory.path()).ok()) << hole;
    std::string why;
    EXPECT_EQ(look(directory, why), Outcome::whole) << hole << ": " << why;
    EXPECT_EQ(look(directory, why), Outcome::whole) << "and again: " << why;
  }
}

// The same hole in acknowledged data is damage, and opening must not drop anything.
TEST(JournalDamage, AHoleInAcknowledgedDataIsRefusedAndNothingChanges) {
  JournalDirectory directory;
  fill(directory);
  const Files sound = files_of(directory.path());
  const fs::path log = newest_log(directory.path());
  std::string holed = sound.at(log);
  ASSERT_GT(holed.size(), 6'000U);
  std::fill_n(holed.begin() + 2'000, 2'000, '\0');
  store(log, holed);
  for (int start = 0; start < 2; ++start) {
    std::string why;
    EXPECT_EQ(look(directory, why), Outcome::refused);
    EXPECT_THAT(why, HasSubstr("is damaged"));
  }
  EXPECT_EQ(load(log), holed);
  store(log, sound.at(log));
  std::string why;
  EXPECT_EQ(look(directory, why), Outcome::whole) << why;
}

TEST(JournalDamage, AMissingFileIsRefused) {
  JournalDirectory directory;
  fill(directory);
  const Files sound = files_of(directory.path());
  for (const auto& [path, bytes] : sound) {
    const std::string name = path.filename().string();
    if (name == "lock" || name == "LOCK" || name == "IDENTITY" || name.starts_with("LOG") ||
        name.starts_with("OPTIONS"))
      continue;
    restore_files(directory.path(), sound);
    fs::remove(path);
    std::string why;
    EXPECT_EQ(look(directory, why), bytes.empty() ? Outcome::whole : Outcome::refused) << name;
    EXPECT_THAT(why, HasSubstr("is damaged")) << name;
  }
}

TEST(JournalDamage, AnOlderCopyOfTheRecordsIsRefused) {
  JournalDirectory directory;
  fill(directory);
  const Files older = files_of(directory.path());
  {
    auto journal = directory.open();
    journal->append_job(test::job("j10", 10));
    ASSERT_TRUE(journal->commit(wall()).ok());
  }
  const std::string seal = load(directory.path() + "/commit.seal");
  restore_files(directory.path(), older);
  store(directory.path() + "/commit.seal", seal);
  EXPECT_THAT(directory.try_open().error().message, HasSubstr("was acknowledged"));
}

TEST(JournalDamage, ASecondOpenerLearnsWhoHasIt) {
  JournalDirectory directory;
  const auto first = directory.open();
  const auto second = directory.try_open();
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().kind, OpenFailure::Kind::in_use);
  EXPECT_THAT(second.error().message, HasSubstr(std::to_string(::getpid())));
  EXPECT_FALSE(inspect_journal(directory.path()).ok());
}

TEST(JournalDamage, QuarantineMovesItAsideAndBeginsANewOne) {
  JournalDirectory directory;
  fill(directory);
  fs::remove(directory.path() + "/commit.seal");
  auto opened = directory.try_open("e1", OnDamage::quarantine);
  ASSERT_TRUE(opened.ok()) << opened.error().message;
  EXPECT_EQ(opened->contents.epoch, "e1");
  EXPECT_TRUE(opened->contents.restored.results.empty());
  EXPECT_THAT(opened->quarantined, HasSubstr(".damaged-"));
  std::size_t directories = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(directory.root()))
    ++directories;
  EXPECT_EQ(directories, 2U);
}

TEST(JournalDamage, AnInterruptedFirstStartIsDoneAgain) {
  JournalDirectory directory;
  fs::create_directories(directory.path());
  ASSERT_TRUE(CommitSeal::make(directory.path() + "/commit.seal", {}).ok());
  fs::create_directories(directory.path() + "/db");
  store(directory.path() + "/db/CURRENT", "");
  EXPECT_TRUE(directory.try_open().ok());
}

TEST(JournalDamage, AnUnusableDirectoryIsRefusedNotDamaged) {
  JournalDirectory directory;
  store(directory.path(), "a file");
  const auto opened = directory.try_open("e0", OnDamage::quarantine);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().kind, OpenFailure::Kind::refused);
}

// What docs/stability.md promises to somebody who starts an older scand over a newer journal.
TEST(JournalDamage, AJournalOfAnotherFormatIsRefusedAndNothingChanges) {
  JournalDirectory directory;
  fill(directory);
  {
    auto newer = RecordStore::open(directory.path() + "/db", StoreMode::open);
    ASSERT_TRUE(newer.ok()) << newer.error().message;
    const std::string key = record::key(record::kMeta);
    std::string meta = record::encode_meta("e0");
    ++meta[0];
    const StoreWrite write{key, meta, record::checksum_bytes(record::checksum_of(key, meta))};
    ASSERT_TRUE(newer->write({write}, true).ok());
  }
  for (int start = 0; start < 2; ++start) {
    std::string why;
    EXPECT_EQ(look(directory, why), Outcome::refused);
    EXPECT_THAT(why, HasSubstr("that this version of scand cannot read"));
  }
  const auto begun_anew = directory.try_open("e1", OnDamage::quarantine);
  ASSERT_TRUE(begun_anew.ok()) << begun_anew.error().message;
  EXPECT_THAT(begun_anew->quarantined, HasSubstr(".damaged-"));
}

}  // namespace
}  // namespace scand::broker
