#include "lib/base/log.h"

#include <gtest/gtest.h>
#include <thread>

namespace scand::base {
namespace {

using std::chrono::seconds;

struct Written {
  std::vector<LogRecord> records;
  int flushes = 0;
};

class KeepingSink final : public LogSink {
 public:
  explicit KeepingSink(Written& written) : written_(written) {}
  void write(const LogRecord& record) override { written_.records.push_back(record); }
  void flush() override { ++written_.flushes; }

 private:
  Written& written_;
};

class LogTest : public ::testing::Test {
 protected:
  ManualClock clock_;
  Written written_;
  Log log_{clock_, std::make_unique<KeepingSink>(written_), LogLevel::info};
};

TEST_F(LogTest, LevelsHaveNames) {
  for (const auto level : {LogLevel::debug, LogLevel::info, LogLevel::warning, LogLevel::error})
    EXPECT_EQ(parse_log_level(name(level)), level);
  EXPECT_EQ(parse_log_level("warn"), std::nullopt);
}

TEST_F(LogTest, WritesWhatItIsGiven) {
  clock_.advance(seconds(3));
  log_.warning("exchange.failed", "okx: no answer", {{"exchange", "okx"}, {"seconds", 1.5}});
  ASSERT_EQ(written_.records.size(), 1u);
  const auto& record = written_.records[0];
  EXPECT_EQ(record.time, clock_.wall());
  EXPECT_EQ(record.level, LogLevel::warning);
  EXPECT_EQ(record.event, "exchange.failed");
  EXPECT_EQ(record.message, "okx: no answer");
  EXPECT_EQ(record.fields.size(), 2u);
}

TEST_F(LogTest, DropsWhatIsBelowItsLevel) {
  log_.debug("x", "y");
  log_.always({.time = {},
               .level = LogLevel::debug,
               .event = "x",
               .message = "",
               .fields = {},
               .block = {}});
  EXPECT_TRUE(written_.records.empty());
}

TEST_F(LogTest, CountsEqualLinesAndSaysSoLater) {
  for (int i = 0; i < 12; ++i)
    log_.warning("net.slow", "took " + std::to_string(i), {{"host", "h"}, {"ms", double(i)}});
  EXPECT_EQ(written_.records.size(), 5u) << "the sentence and numbers may differ";
  log_.warning("net.slow", "another host", {{"host", "other"}});
  EXPECT_EQ(written_.records.size(), 6u);
  clock_.advance(seconds(10));
  log_.info("unrelated", "line");
  ASSERT_EQ(written_.records.size(), 8u);
  EXPECT_EQ(written_.records[6].event, "log.throttled");
  EXPECT_EQ(std::get<std::uint64_t>(written_.records[6].fields[0].value), 7u);
  EXPECT_NE(written_.records[6].message.find("net.slow host=h"), std::string::npos);
}

TEST_F(LogTest, BlocksAreNeverHeldBack) {
  for (int i = 0; i < 20; ++i)
    log_.always({.time = {},
                 .level = LogLevel::info,
                 .event = "job",
                 .message = "m",
                 .fields = {},
                 .block = "b"});
  EXPECT_EQ(written_.records.size(), 20u);
}

TEST_F(LogTest, FlushSaysWhatWasHeldBack) {
  for (int i = 0; i < 6; ++i)
    log_.info("e", "m");
  log_.flush();
  EXPECT_EQ(written_.records.back().event, "log.throttled");
  EXPECT_EQ(written_.flushes, 1);
}

TEST_F(LogTest, ThreadsDoNotMix) {
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([this, t] {
        for (int i = 0; i < 100; ++i)
          log_.info("e" + std::to_string(t) + "." + std::to_string(i % 50), "m");
      });
  }
  EXPECT_EQ(written_.records.size(), 400u);
}

}  // namespace
}  // namespace scand::base
