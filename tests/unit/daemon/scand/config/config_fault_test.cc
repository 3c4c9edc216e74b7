#include "daemon/scand/config/config_fault.h"

#include <gtest/gtest.h>
#include <utility>

namespace scand::daemon {
namespace {

ConfigFault at(int line, std::string key) {
  return {"f.yaml", {line, 1}, std::move(key), "is wrong"};
}

TEST(ConfigFaults, AreInTheOrderOfTheFile) {
  ConfigFaults faults;
  EXPECT_TRUE(faults.empty());
  faults.add(at(7, "b"));
  faults.add(at(3, "a"));
  EXPECT_FALSE(faults.empty());
  const auto all = std::move(faults).take();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all.front().key, "a");
}

TEST(ConfigFaults, FaultsBeyondTheShownOnesAreCounted) {
  ConfigFaults faults;
  for (int line = 1; line <= 23; ++line) {
    EXPECT_EQ(faults.shows_more(), line <= 20);
    faults.add(at(line, "k"));
  }
  const auto all = std::move(faults).take();
  ASSERT_EQ(all.size(), 21u);
  EXPECT_EQ(render(all.back()), "f.yaml: and 3 more faults; correct these first");
}

TEST(ConfigFaults, KnowTheKeysAndSectionsThatTheyConcern) {
  ConfigFaults faults;
  faults.add(at(1, "signals.weights.rsi"));
  faults.add(at(2, "workers_max"));
  EXPECT_TRUE(faults.concerns("signals"));
  EXPECT_TRUE(faults.concerns("signals.weights.rsi"));
  EXPECT_TRUE(faults.concerns("workers_max"));
  EXPECT_FALSE(faults.concerns("workers"));
  EXPECT_FALSE(faults.concerns("signal"));
}

TEST(ConfigFaults, CutALongKeyBetweenCharacters) {
  ConfigFaults faults;
  std::string key = "x";
  for (int i = 0; i < 60; ++i)
    key += "\xc3\xa9";  // e acute
  faults.add(at(1, key));
  EXPECT_EQ(std::move(faults).take().front().key, key.substr(0, 79) + "...");
}

}  // namespace
}  // namespace scand::daemon
