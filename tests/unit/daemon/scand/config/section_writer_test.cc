#include "daemon/scand/config/section_writer.h"

#include <gtest/gtest.h>

namespace scand::daemon {
namespace {

std::string written(std::initializer_list<std::string_view> keys) {
  std::string out;
  SectionWriter writer(out);
  for (const auto key : keys) {
    const auto leaf = writer.enter(key);
    out += leaf.indent + std::string(leaf.name) + "\n";
  }
  return out;
}

TEST(SectionWriter, NestsAndCloses) {
  EXPECT_EQ(written({"a.x", "a.y", "top", "b.c.z", "b.d.z", "b.w"}),
            "a:\n  x\n  y\ntop\nb:\n  c:\n    z\n  d:\n    z\n  w\n");
}

TEST(SectionWriter, EqualNamesAtOtherLevelsAreOtherSections) {
  EXPECT_EQ(written({"a.b.x", "c.b.x"}), "a:\n  b:\n    x\nc:\n  b:\n    x\n");
}

}  // namespace
}  // namespace scand::daemon
