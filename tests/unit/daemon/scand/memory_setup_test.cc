#include "daemon/scand/memory_setup.h"

#include <cstddef>
#include <cstdlib>
#include <gtest/gtest.h>
#include <malloc.h>
#include <memory>

namespace scand::daemon {
namespace {

// How many of three large blocks, made one after the other, were mapped on their own.
int mapped_blocks() {
  int mapped = 0;
  for (int round = 0; round < 3; ++round) {
    const auto before = mallinfo2().hblks;
    const auto block = std::make_unique<char[]>(512U << 10U);
    block[0] = 'x';
    if (mallinfo2().hblks == before + 1) ++mapped;
  }
  return mapped;
}

// In a process of its own: another test's freed memory may have room for the blocks.
TEST(MemorySetupDeathTest, ALargeBlockGoesBackWhenItIsFreedHoweverOften) {
#if defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "ThreadSanitizer's allocator is in the C library's place";
#endif
  if (!keep_memory_small()) GTEST_SKIP() << "this allocator cannot be told";
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(std::_Exit(keep_memory_small() ? mapped_blocks() : -1), testing::ExitedWithCode(3),
              "");
}

}  // namespace
}  // namespace scand::daemon
