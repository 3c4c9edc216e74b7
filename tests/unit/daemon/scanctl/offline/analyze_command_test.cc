#include "daemon/scanctl/offline/analyze_command.h"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../test_console.h"

#include "proto/encoding/json_to_value.h"
#include "proto/limits.h"

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::int64_t kHour = 3'600'000;

// Candles that rise in waves. Candle i opens at hour i.
std::string csv(int rows, std::int64_t step = kHour) {
  std::string text = "time_ms,open,high,low,close,volume\n";
  for (int i = 0; i < rows; ++i) {
    const double price = 100 + 0.3 * i + 2 * std::sin(i / 3.0);
    const auto number = [&](double by) { return std::to_string(price + by); };
    text += std::to_string(step * i) + ',' + number(0) + ',' + number(1) + ',' + number(-1) + ',' +
            number(0.5) + ",10\n";
  }
  return text;
}

proto::Value parsed(const TestConsole& test) {
  auto value = proto::json_to_value(test.data(), proto::kResultLimits);
  EXPECT_TRUE(value.ok()) << test.data();
  return value.ok() ? std::move(value).value() : proto::Value();
}

double number(const proto::Value& value, std::string_view key) {
  const auto* found = value.find(key);
  return found == nullptr ? std::nan("") : found->number().value_or(std::nan(""));
}

TEST(Analyze, PrintsTheSignalAndItsScore) {
  TestConsole test(csv(300));
  EXPECT_EQ(analyze({.file = "-"}, test.console()), 0);
  EXPECT_THAT(test.messages(), IsEmpty());
  const auto signal = parsed(test);
  const double score = number(signal, "score");
  EXPECT_EQ(number(signal, "strength"), std::round(std::abs(score)));
  EXPECT_NE(score, std::round(score)) << "unrounded";
  EXPECT_EQ(*signal.find("timeframe")->string(), "medium");
  EXPECT_EQ(*signal.find("interval")->string(), "1h");
  EXPECT_EQ(*signal.find("timestamp")->string(), "1970-01-13T12:00:00.000Z");
  EXPECT_TRUE(signal.find("price")->is_null()) << "no ticker, no made-up number";
  for (const auto* part : {"advanced", "risk_reward", "market_regime", "reasons"})
    EXPECT_NE(signal.find(part), nullptr) << part;
}

TEST(Analyze, TakesTheLast290Rows) {
  TestConsole all(csv(400)), last(csv(400).substr(0, 35) + csv(400).substr(csv(110).size()));
  EXPECT_EQ(analyze({.file = "-"}, all.console()), 0);
  EXPECT_EQ(analyze({.file = "-"}, last.console()), 0);
  EXPECT_EQ(all.data(), last.data());
}

TEST(Analyze, QuickLeavesOutWhatItDoesNotCompute) {
  TestConsole test(csv(300));
  EXPECT_EQ(analyze({.file = "-", .quick = true}, test.console()), 0);
  const auto signal = parsed(test);
  EXPECT_EQ(signal.find("advanced"), nullptr);
  EXPECT_EQ(signal.find("risk_reward"), nullptr);
}

TEST(Analyze, TheTimeframeChangesPeriodsAndNames) {
  TestConsole test(csv(300, kHour / 12));
  EXPECT_EQ(analyze({.file = "-", .timeframe = "short"}, test.console()), 0);
  EXPECT_EQ(*parsed(test).find("interval")->string(), "5m");
  EXPECT_THAT(test.messages(), IsEmpty());
}

TEST(Analyze, SaysWhenRowsDoNotFitTheTimeframe) {
  TestConsole test(csv(100, 4 * kHour));
  EXPECT_EQ(analyze({.file = "-"}, test.console()), 0);
  EXPECT_THAT(test.messages(), HasSubstr("99 of 100 rows are not 1h after the row before"));
}

TEST(Analyze, BadDataIs65AndNamed) {
  TestConsole broken(csv(3) + "nonsense\n");
  EXPECT_EQ(analyze({.file = "-"}, broken.console()), 65);
  EXPECT_THAT(broken.messages(), HasSubstr("scanctl: -:5: wants 6 columns"));
  EXPECT_THAT(broken.data(), IsEmpty());

  TestConsole few(csv(61));
  EXPECT_EQ(analyze({.file = "-"}, few.console()), 65);
  EXPECT_THAT(few.messages(), HasSubstr("holds 61 candles; an analysis needs at least 62"));

  TestConsole absent;
  EXPECT_EQ(analyze({.file = "/nonexistent.csv"}, absent.console()), 65);
  EXPECT_THAT(absent.messages(), HasSubstr("/nonexistent.csv: cannot be opened: No such file"));
}

TEST(Analyze, AnUnknownTimeframeIsAUsageError) {
  TestConsole test(csv(100));
  EXPECT_EQ(analyze({.file = "-", .timeframe = "5h"}, test.console()), 64);
  EXPECT_THAT(test.messages(), HasSubstr("--timeframe: given '5h'; allowed: scalping"));
}

}  // namespace
}  // namespace scand::daemon
