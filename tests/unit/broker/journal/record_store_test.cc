// A real store in a directory of its own, on a disk that works and on one that refuses writes.
#include "broker/journal/record_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kit/broker/file_size_limit.h"
#include "tests/kit/broker/journal_directory.h"

namespace scand::broker {
namespace {

using test::FileSizeLimit;
using testing::ElementsAre;
using testing::HasSubstr;

class RecordStoreTest : public testing::Test {
 protected:
  [[nodiscard]] RecordStore open(StoreMode mode) const {
    auto opened = RecordStore::open(directory_.path(), mode);
    if (!opened.ok()) throw std::runtime_error(opened.error().message);
    return std::move(opened).value();
  }
  [[nodiscard]] base::Status<StoreFault> write(const std::string& key, std::string_view value,
                                               bool sync = true) {
    return store_.write({{key, value, "."}}, sync);
  }
  [[nodiscard]] std::string read(const std::string& key) const {
    const auto found = store_.read(key);
    if (!found.ok()) return "fault: " + found.error().message;
    return *found == nullptr ? "none" : **found;
  }
  [[nodiscard]] std::vector<std::string> keys(char kind) const {
    std::vector<std::string> found;
    const auto scanned = store_.scan(kind, [&](std::string_view key, std::string_view /*value*/) {
      found.emplace_back(key);
      return true;
    });
    EXPECT_TRUE(scanned.ok());
    return found;
  }

  const test::JournalDirectory directory_;
  RecordStore store_ = open(StoreMode::create);
};

TEST_F(RecordStoreTest, KeepsKeysInOrderAndKindsApart) {
  ASSERT_TRUE(write("b2", "two").ok());
  ASSERT_TRUE(write("a1", "other").ok());
  ASSERT_TRUE(write("b1", "one", false).ok());
  EXPECT_EQ(read("b2"), "two.");
  EXPECT_EQ(read("b3"), "none");
  EXPECT_THAT(keys('b'), ElementsAre("b1", "b2"));
  ASSERT_TRUE(store_.write({{"b1", {}, {}, true}}, true).ok());
  EXPECT_THAT(keys('b'), ElementsAre("b2"));
}

TEST_F(RecordStoreTest, AReadOnlyStoreRefusesWrites) {
  ASSERT_TRUE(write("a", "kept").ok());
  store_ = open(StoreMode::read_only);
  EXPECT_EQ(read("a"), "kept.");
  const auto refused = write("b", "not");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, StoreFault::Kind::refused);
}

TEST_F(RecordStoreTest, AfterARefusalItIsReadableAndCanBeReopened) {
  ASSERT_TRUE(write("a", "kept").ok());
  {
    const FileSizeLimit limit(10'000);
    const auto refused = write("b", std::string(20'000, 'x'));
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().kind, StoreFault::Kind::refused);
    EXPECT_THAT(refused.error().message, HasSubstr("File too large"));
    EXPECT_EQ(read("a"), "kept.");
    EXPECT_EQ(read("b"), "none");
    EXPECT_FALSE(write("c", "not").ok());
  }
  EXPECT_FALSE(write("c", "not").ok()) << "it was not reopened yet";
  ASSERT_TRUE(store_.reopen_for_writing().ok());
  EXPECT_TRUE(write("c", "now").ok());
  EXPECT_THAT(keys('b'), ElementsAre());
  store_ = RecordStore();
  store_ = open(StoreMode::open);
  EXPECT_EQ(read("a"), "kept.");
  EXPECT_EQ(read("c"), "now.");
}

TEST_F(RecordStoreTest, WhenReopeningFailsItStaysReadable) {
  ASSERT_TRUE(write("a", std::string(30'000, 'a')).ok());
  const FileSizeLimit limit(20'000);
  ASSERT_FALSE(write("b", "x").ok());
  for (int attempt = 0; attempt < 3; ++attempt) {
    EXPECT_FALSE(store_.reopen_for_writing().ok());
    EXPECT_EQ(read("a").size(), 30'001U);
    EXPECT_FALSE(write("b", "x").ok());
  }
}

// RocksDB's own threads write the tables, so the error appears with a later write.
TEST_F(RecordStoreTest, AFailedTableWriteIsARefusalToo) {
  constexpr std::size_t kWrites = 200;
  const std::string value(500'000, 'x');
  std::size_t taken = 0;
  {
    const FileSizeLimit limit(4'700'000);
    const auto key = [](std::size_t number) {
      return "a" + std::to_string(number * 7919 % 10'007);
    };
    while (taken < kWrites && write(key(taken), value).ok())
      ++taken;
  }
  ASSERT_LT(taken, kWrites);
  EXPECT_EQ(keys('a').size(), taken);
  ASSERT_TRUE(store_.reopen_for_writing().ok());
  EXPECT_TRUE(write("b", "now").ok());
  EXPECT_EQ(keys('a').size(), taken);
}

}  // namespace
}  // namespace scand::broker
