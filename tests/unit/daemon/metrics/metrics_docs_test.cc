// The committed page must equal what the table makes. SCAND_UPDATE=1 writes it.
#include "daemon/metrics/metrics_docs.h"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

#include "tests/kit/support/source_dir.h"

namespace scand::daemon {
namespace {

TEST(MetricsDocs, TheListIsFresh) {
  const auto path = scand::test::source_dir() + "/docs/metrics.md";
  if (std::getenv("SCAND_UPDATE") != nullptr) std::ofstream(path) << metrics_markdown();
  std::ifstream file(path);
  const std::string found(std::istreambuf_iterator<char>(file), {});
  EXPECT_TRUE(found == metrics_markdown())
      << "docs/metrics.md is stale: run this test with SCAND_UPDATE=1";
}

}  // namespace
}  // namespace scand::daemon
