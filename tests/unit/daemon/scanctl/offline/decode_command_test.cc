// Uses the built-in descriptors, and bodies in the form that the exchanges document.
#include "daemon/scanctl/offline/decode_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../test_console.h"

namespace scand::daemon {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

const char* const kCandles =
    R"([[1499040000000,"0.01634790","0.80000000","0.01575800","0.01577100","148976.11427815",)"
    R"(1499644799999,"2434.19055334",308,"1756.87402397","28.46694368","0"]])";

struct DecodeRun {
  int code;
  std::string data, messages;
};

DecodeRun run(const DecodeOptions& options, const std::string& body) {
  TestConsole test(body);
  const int code = decode(options, test.console());
  return {code, test.data(), test.messages()};
}

DecodeOptions candles_of(const std::string& exchange) {
  DecodeOptions options;
  options.exchange = exchange;
  options.kind = "candles";
  return options;
}

TEST(Decode, PrintsRows) {
  const auto outcome = run(candles_of("binance"), kCandles);
  EXPECT_EQ(outcome.code, 0) << outcome.messages;
  EXPECT_EQ(outcome.data, "[[1499040000000,0.0163479,0.8,0.015758,0.015771,148976.11427815]]\n");
  EXPECT_THAT(outcome.messages, IsEmpty());
}

TEST(Decode, AnErrorBodyIs65AndSaysWhichError) {
  auto options = candles_of("binance");
  options.status = 429;
  options.headers = {"Retry-After: 7"};
  const auto outcome = run(options, R"({"code":-1003,"msg":"Too many requests."})");
  EXPECT_EQ(outcome.code, 65);
  EXPECT_THAT(outcome.data, StartsWith(R"({"error_kind":"rate_limited","hold_seconds":7.0,)"));
}

TEST(Decode, AnInvalidBodyIs65) {
  for (const auto* body : {"", "<html>", "{", "null"}) {
    const auto outcome = run(candles_of("binance"), body);
    EXPECT_EQ(outcome.code, 65) << body;
    EXPECT_THAT(outcome.data, HasSubstr("\"error_kind\":")) << body;
  }
}

TEST(Decode, TakesAliases) {
  EXPECT_NE(run(candles_of("GateIO"), "[]").code, 64);
}

TEST(Decode, AFuturesExchangeNeedsNoMarket) {
  const auto outcome = run(candles_of("kucoinfutures"), R"({"code":"200000","data":[]})");
  EXPECT_EQ(outcome.code, 0) << outcome.messages << outcome.data;
  EXPECT_EQ(outcome.data, "[]\n");
}

struct BadUse {
  DecodeOptions options;
  std::string text;
};

TEST(Decode, WrongUsageIs64AndSaysWhatIsAllowed) {
  std::vector<BadUse> uses(6, {candles_of("binance"), ""});
  uses[0].options.exchange = "binanec";
  uses[0].text =
      "--exchange: unknown exchange 'binanec'; did you mean 'binance'?; allowed: binance";
  uses[1].options.kind = "trades";
  uses[1].text = "--kind: given 'trades'; allowed: markets, tickers, candles";
  uses[2].options.market = "margin";
  uses[2].text = "--market: given 'margin'; allowed: spot, swap";
  uses[3].options.exchange = "kraken";
  uses[3].options.market = "swap";
  uses[3].text = "--market: kraken has no swap markets";
  uses[4].options.route = "nowhere";
  uses[4].text = "--route: binance has no candles route 'nowhere' for spot; it has: candles";
  uses[5].options.headers = {"no colon"};
  uses[5].text = "--header: given 'no colon'; allowed: 'Name: value'";
  for (const auto& use : uses) {
    const auto outcome = run(use.options, kCandles);
    EXPECT_EQ(outcome.code, 64) << use.text;
    EXPECT_THAT(outcome.messages, StartsWith("scanctl: " + use.text));
    EXPECT_THAT(outcome.data, IsEmpty());
  }
}

}  // namespace
}  // namespace scand::daemon
