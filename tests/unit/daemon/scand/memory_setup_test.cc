#include "daemon/scand/memory_setup.h"

#include <gtest/gtest.h>
#include <malloc.h>
#include <memory>

namespace scand::daemon {
namespace {

TEST(MemorySetup, ALargeBlockGoesBackWhenItIsFreedHoweverOften) {
  if (!keep_memory_small()) GTEST_SKIP() << "this allocator cannot be told";
  for (int round = 0; round < 3; ++round) {
    const auto before = mallinfo2();
    const auto block = std::make_unique<char[]>(512U << 10U);
    block[0] = 'x';
    EXPECT_EQ(mallinfo2().hblks, before.hblks + 1) << "not mapped, round " << round;
  }
}

}  // namespace
}  // namespace scand::daemon
