#pragma once
// Large bodies between threads: each word that libzmq's threads hand over is a report to
// ThreadSanitizer, which does not see how (broker/sync_marks.h), and a suppressed report takes as
// long as any: a megabyte takes minutes. Such tests run in every other build.

#include <gtest/gtest.h>

#if defined(__SANITIZE_THREAD__)
#define SCAND_NEEDS_LARGE_BODIES() GTEST_SKIP() << "large bodies take too long under TSan"
#else
#define SCAND_NEEDS_LARGE_BODIES() static_cast<void>(0)
#endif
