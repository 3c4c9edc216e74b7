#include "daemon/scanctl/scan_request_options.h"

#include <CLI/CLI.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "proto/encoding/json_writer.h"

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;

base::Result<proto::Value, OptionFault> fields(std::vector<std::string> arguments) {
  CLI::App app;
  ScanRequestOptions options;
  add_scan_request_options(app, options);
  std::reverse(arguments.begin(), arguments.end());  // CLI11 takes a vector in reverse order
  app.parse(arguments);
  return scan_fields(options);
}

std::string json(const std::vector<std::string>& arguments) {
  const auto value = fields(arguments);
  return value.ok() ? proto::to_json(*value) : value.error().message;
}

TEST(ScanRequestOptions, OptionsNotGivenAreNotSent) {
  EXPECT_EQ(json({}), "{}");
}

TEST(ScanRequestOptions, OneExchangeIsSingleModeSeveralAreParallel) {
  EXPECT_EQ(json({"-e", "okx"}), R"({"exchange":"okx"})");
  EXPECT_EQ(json({"-e", "okx", "--parallel"}), R"({"exchange":"okx","parallel":true})");
  EXPECT_EQ(json({"-e", "okx", "--single"}), R"({"exchange":"okx"})");
  EXPECT_EQ(json({"--exchange", "okx,gateio"}), R"({"exchange":["okx","gateio"]})");
  EXPECT_EQ(json({"-e", "okx", "-e", "gateio"}), R"({"exchange":["okx","gateio"]})");
  EXPECT_EQ(json({"-e", "all"}), R"({"exchange":"all"})");
  EXPECT_THAT(json({"-e", "okx,gateio", "--single"}), HasSubstr("--single: takes one"));
}

TEST(ScanRequestOptions, EveryFieldOfTheRequest) {
  EXPECT_EQ(json({"--timeframe",
                  "4h",
                  "--signal",
                  "buy",
                  "--min-strength",
                  "60.5",
                  "--quick",
                  "--market",
                  "swap",
                  "--symbols",
                  "BTC/USDT:USDT,ETH/USDT:USDT",
                  "--quote",
                  "USDT",
                  "--min-volume-usd",
                  "5e5",
                  "--limit",
                  "0",
                  "--deadline",
                  "30",
                  "--request-id",
                  "abc",
                  "--priority",
                  "high"}),
            R"({"timeframe":"4h","signal":"buy","minStrength":60.5,"fullAnalysis":false,)"
            R"("market":"swap","symbols":["BTC/USDT:USDT","ETH/USDT:USDT"],"quote":["USDT"],)"
            R"("minVolumeUsd":500000.0,"limit":0,"deadlineSeconds":30.0,"requestId":"abc",)"
            R"("priority":"high"})");
}

TEST(ScanRequestOptions, TopNForAllOrByExchange) {
  EXPECT_EQ(json({"--top-n", "40"}), R"({"topN":40})");
  EXPECT_EQ(json({"--top-n", "kraken=40,okx=0"}), R"({"topN":{"kraken":40,"okx":0}})");
  for (const auto* bad : {"many", "40,50", "40,okx=5", "okx=x", "=5", "-1", "okx="})
    EXPECT_THAT(json({std::string("--top-n=") + bad}),
                HasSubstr("allowed: one number for all, or EXCHANGE=NUMBER"))
        << bad;
}

TEST(ScanRequestOptions, SingleAndParallelExcludeEachOther) {
  EXPECT_THROW(json({"--single", "--parallel"}), CLI::ParseError);
}

}  // namespace
}  // namespace scand::daemon
