#include "daemon/scand/memory_setup.h"

#include <malloc.h>

namespace scand::daemon {
namespace {

constexpr int kArenas = 2;
constexpr int kMappedFrom = 256 << 10;  // below the size of the journal's buffers
constexpr int kFreeAtTheTop = 128 << 10;

}  // namespace

bool keep_memory_small() {
  // To set the thresholds also ends their growing. NOLINTBEGIN(concurrency-mt-unsafe): at the start
  return mallopt(M_ARENA_MAX, kArenas) == 1 && mallopt(M_MMAP_THRESHOLD, kMappedFrom) == 1 &&
         mallopt(M_TRIM_THRESHOLD, kFreeAtTheTop) == 1;
  // NOLINTEND(concurrency-mt-unsafe)
}

}  // namespace scand::daemon
