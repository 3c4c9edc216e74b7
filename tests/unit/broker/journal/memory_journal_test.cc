#include "broker/journal/memory_journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kit/broker/samples.h"

namespace scand::broker {
namespace {

using test::now_ms;

base::WallTime wall(std::int64_t ms) {
  return now_ms(ms).wall;
}

base::Bytes bytes(std::size_t size) {
  return std::make_shared<const std::string>(size, 'x');
}

void keep(MemoryJournal& journal, const std::string& job_id, std::uint64_t seq, std::size_t size,
          std::int64_t at_ms) {
  journal.append_result({job_id, seq, bytes(size)});
  ASSERT_TRUE(journal.commit(wall(at_ms)).ok());
}

TEST(MemoryJournal, AResultIsReadableAfterItsCommit) {
  MemoryJournal journal("ab", {});
  journal.append_result({"j1", 1, bytes(10)});
  EXPECT_FALSE(journal.read_result("j1").ok());
  EXPECT_EQ(journal.last_seq(), 0U);
  ASSERT_TRUE(journal.commit(wall(0)).ok());
  ASSERT_TRUE(journal.read_result("j1").ok());
  EXPECT_EQ(journal.read_result("j1").value()->size(), 10U);
  EXPECT_EQ(journal.last_seq(), 1U);
  EXPECT_EQ(journal.epoch(), "ab");
}

TEST(MemoryJournal, AnUnknownResultIsNotFound) {
  MemoryJournal journal("ab", {});
  const auto read = journal.read_result("j1");
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, proto::RefusalCode::not_found);
  EXPECT_THAT(read.error().message, testing::HasSubstr("j1"));
}

TEST(MemoryJournal, TheFirstResultOfAJobStands) {
  MemoryJournal journal("ab", {});
  keep(journal, "j1", 1, 10, 0);
  keep(journal, "j1", 2, 20, 0);
  EXPECT_EQ(journal.read_result("j1").value()->size(), 10U);
  EXPECT_EQ(journal.bytes(), 10U);
}

TEST(MemoryJournal, ReplaysInPagesFromTheGivenNumber) {
  MemoryJournal journal("ab", {2, 1'000, std::chrono::seconds(60)});
  for (int i = 1; i <= 3; ++i)
    keep(journal, "j" + std::to_string(i), i, 10, 0);
  EXPECT_THAT(journal.evict(wall(0)), testing::ElementsAre("j1"));
  const auto page = journal.read_results(2, 15);
  ASSERT_TRUE(page.ok());
  ASSERT_EQ(page->results.size(), 1U);
  EXPECT_EQ(page->results.front().job_id, "j2");
  EXPECT_TRUE(page->more);
  EXPECT_EQ(page->last_seq, 3U);
  EXPECT_FALSE(journal.read_results(3, 15)->more);
  EXPECT_TRUE(journal.read_results(4, 15)->results.empty());
  EXPECT_EQ(journal.read_results(1, 15).error().code, proto::RefusalCode::too_old);
}

TEST(MemoryJournal, EvictsTheOldestPastTheNumber) {
  MemoryJournal journal("ab", {2, 1'000, std::chrono::seconds(60)});
  for (int i = 1; i <= 4; ++i)
    keep(journal, "j" + std::to_string(i), i, 10, i);
  EXPECT_THAT(journal.evict(wall(5)), testing::ElementsAre("j1", "j2"));
  EXPECT_FALSE(journal.read_result("j2").ok());
  EXPECT_TRUE(journal.read_result("j3").ok());
  EXPECT_TRUE(journal.evict(wall(5)).empty());
  EXPECT_EQ(journal.bytes(), 20U);
  EXPECT_EQ(journal.last_seq(), 4U);
}

TEST(MemoryJournal, EvictsPastTheBytesButNeverTheNewest) {
  MemoryJournal journal("ab", {100, 50, std::chrono::seconds(60)});
  keep(journal, "j1", 1, 30, 0);
  keep(journal, "j2", 2, 30, 0);
  EXPECT_THAT(journal.evict(wall(0)), testing::ElementsAre("j1"));
  keep(journal, "j3", 3, 500, 0);
  EXPECT_THAT(journal.evict(wall(0)), testing::ElementsAre("j2"));
  EXPECT_TRUE(journal.read_result("j3").ok());
}

TEST(MemoryJournal, EvictsPastTheAge) {
  MemoryJournal journal("ab", {100, 1'000, std::chrono::seconds(60)});
  keep(journal, "j1", 1, 1, 0);
  keep(journal, "j2", 2, 1, 30'000);
  EXPECT_TRUE(journal.evict(wall(60'000)).empty());
  EXPECT_THAT(journal.evict(wall(60'001)), testing::ElementsAre("j1"));
}

}  // namespace
}  // namespace scand::broker
