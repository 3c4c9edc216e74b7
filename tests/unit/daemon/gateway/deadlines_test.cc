#include "daemon/gateway/deadlines.h"

#include <gtest/gtest.h>

namespace scand::daemon::gateway {
namespace {

using std::chrono::milliseconds;

constexpr base::MonoTime at(int ms) {
  return base::MonoTime(milliseconds(ms));
}

HttpTimeouts timeouts() {
  return {milliseconds(10), milliseconds(20), milliseconds(30),
          milliseconds(40), milliseconds(50), milliseconds(60)};
}

TEST(Deadlines, EachKindLastsAsLongAsItIsTold) {
  Deadlines deadlines(timeouts());
  Deadlines::Entry idle;
  Deadlines::Entry header;
  deadlines.set(idle, Wait::idle, at(0));
  deadlines.set(header, Wait::header, at(5));
  EXPECT_EQ(deadlines.next(), at(25));
  EXPECT_EQ(deadlines.take_due(at(24)), nullptr);
  EXPECT_EQ(deadlines.take_due(at(25)), &header);
  EXPECT_EQ(header.wait, Wait::header);
  EXPECT_EQ(deadlines.take_due(at(25)), nullptr);
  EXPECT_EQ(deadlines.take_due(at(40)), &idle);
  EXPECT_EQ(deadlines.next(), std::nullopt);
}

TEST(Deadlines, SettingMovesAndClearingForgets) {
  Deadlines deadlines(timeouts());
  std::array<Deadlines::Entry, 5> entries;
  for (std::size_t number = 0; number < entries.size(); ++number)
    deadlines.set(entries.at(number), Wait::idle, at(static_cast<int>(number)));
  deadlines.clear(entries[0]);
  deadlines.clear(entries[2]);
  deadlines.clear(entries[4]);
  deadlines.clear(entries[4]);
  deadlines.set(entries[1], Wait::idle, at(10));
  EXPECT_EQ(deadlines.take_due(at(100)), &entries[3]);
  EXPECT_EQ(deadlines.take_due(at(100)), &entries[1]);
  EXPECT_EQ(deadlines.take_due(at(100)), nullptr);
  deadlines.clear(entries[3]);  // taken already
  deadlines.set(entries[3], Wait::none, at(0));
  EXPECT_EQ(deadlines.next(), std::nullopt);
}

TEST(Deadlines, OneThatWasTakenDoesNotDisturbTheOthers) {
  Deadlines deadlines(timeouts());
  Deadlines::Entry first;
  Deadlines::Entry second;
  deadlines.set(first, Wait::write, at(0));
  EXPECT_EQ(deadlines.take_due(at(50)), &first);
  deadlines.set(second, Wait::write, at(50));
  deadlines.set(first, Wait::linger, at(50));
  EXPECT_EQ(deadlines.next(), at(100));
  EXPECT_EQ(deadlines.take_due(at(100)), &second);
  EXPECT_EQ(deadlines.take_due(at(110)), &first);
}

}  // namespace
}  // namespace scand::daemon::gateway
