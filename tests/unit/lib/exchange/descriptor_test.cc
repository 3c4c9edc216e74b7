#include "lib/exchange/descriptor.h"

#include <gtest/gtest.h>

namespace scand::lib::exchange {
namespace {

TEST(Descriptor, FaultsAreDescribedByWhatIsKnown) {
  EXPECT_EQ(describe({"a.yaml", 7, "x.y", "is missing"}), "a.yaml:7: x.y: is missing");
  EXPECT_EQ(describe({"a.yaml", 0, "x.y", "is missing"}), "a.yaml: x.y: is missing");
  EXPECT_EQ(describe({"a.yaml", 3, "", "not YAML"}), "a.yaml:3: not YAML");
}

}  // namespace
}  // namespace scand::lib::exchange
