#include "broker/journal/journal_index.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

record::ResultRecord result_of(std::string job_id, std::uint64_t bytes) {
  record::ResultRecord out;
  out.job_id = std::move(job_id);
  out.blob_bytes = bytes;
  return out;
}

// Two jobs, a result of the first, and a note.
JournalIndex filled() {
  JournalIndex index;
  index.add_job("j1", 0x1);
  index.add_job("j2", 0x2);
  index.add_result(7, result_of("j1", 100), 0x4);
  index.set_note("nhold/okx", 0x8);
  index.set_commit(3);
  index.accept();
  return index;
}

TEST(JournalIndex, CountsWhatItHolds) {
  const JournalIndex index = filled();
  EXPECT_EQ(index.tally(), (record::Tally{.commit = 3,
                                          .last_seq = 7,
                                          .jobs = 2,
                                          .results = 1,
                                          .notes = 1,
                                          .bytes = 100,
                                          .fold = 0x1 ^ 0x2 ^ 0x4 ^ 0x8}));
  EXPECT_EQ(index.job("j1")->seq, 7U);
  EXPECT_EQ(index.job("j2")->seq, 0U);
  EXPECT_EQ(index.seq_of("j1"), 7U);
  EXPECT_EQ(index.result(8), nullptr);
  EXPECT_EQ(index.job("j3"), nullptr);
}

TEST(JournalIndex, AddsNothingTwiceAndDropsOnlyWhatIsThere) {
  JournalIndex index = filled();
  EXPECT_FALSE(index.add_job("j1", 0x10));
  EXPECT_FALSE(index.add_result(8, result_of("j1", 1), 0x20)) << "a second result of one job";
  EXPECT_FALSE(index.add_result(7, result_of("j2", 1), 0x20)) << "a second result of one number";
  EXPECT_FALSE(index.drop_job("j3"));
  EXPECT_FALSE(index.drop_result(8));
  EXPECT_FALSE(index.drop_note("nrank/okx"));
  EXPECT_EQ(index.tally(), filled().tally());
}

TEST(JournalIndex, ANewNoteReplacesTheOldOne) {
  JournalIndex index = filled();
  index.set_note("nhold/okx", 0x80);
  EXPECT_EQ(index.tally().notes, 1U);
  EXPECT_EQ(index.tally().fold, 0x1U ^ 0x2U ^ 0x4U ^ 0x80U);
}

TEST(JournalIndex, DroppingEverythingLeavesTheLastNumber) {
  JournalIndex index = filled();
  EXPECT_TRUE(index.drop_result(7));
  EXPECT_TRUE(index.drop_job("j1"));
  EXPECT_TRUE(index.drop_job("j2"));
  EXPECT_TRUE(index.drop_note("nhold/okx"));
  EXPECT_EQ(index.tally(), (record::Tally{.commit = 3, .last_seq = 7}));
}

TEST(JournalIndex, RollBackUndoesEveryChangeSinceTheLastAccept) {
  JournalIndex index = filled();
  index.add_job("j3", 0x10);
  index.add_result(9, result_of("j3", 50), 0x20);
  index.add_result(8, result_of("j2", 50), 0x40);
  index.drop_result(7);
  index.drop_job("j1");
  index.set_note("nhold/okx", 0x80);
  index.set_note("nrank/okx", 0x100);
  index.drop_note("nhold/okx");
  index.set_commit(4);
  index.roll_back();
  EXPECT_EQ(index.tally(), filled().tally());
  EXPECT_EQ(index.job("j1")->seq, 7U);
  EXPECT_EQ(index.job("j2")->seq, 0U);
  EXPECT_EQ(index.job("j3"), nullptr);
  EXPECT_EQ(index.results().size(), 1U);
  EXPECT_TRUE(index.drop_note("nhold/okx"));
  EXPECT_FALSE(index.drop_note("nrank/okx"));
}

}  // namespace
}  // namespace scand::broker
