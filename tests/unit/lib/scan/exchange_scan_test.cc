#include "lib/scan/exchange_scan.h"

#include <cmath>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <numeric>
#include <set>

#include "lib/exchange/descriptor_parse.h"
#include "tests/kit/support/scan_control.h"
#include "tests/kit/support/scripted_client.h"

namespace scand::lib {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::HasSubstr;

constexpr const char* kDescriptor = R"(
id: somewhere
name: Somewhere
base_url: http://somewhere.test
budget_group: somewhere
buckets:
  calls: {limit: 100, window: 10s}
errors:
  when:
    - {/code: {empty: false}}
  code: /code
  text: /msg
  rules:
    - {code: "-1121", kind: bad_symbol}
    - {code: "-1003", kind: rate_limited, hold: 5s}
    - {code: "-9", kind: banned, hold: 60s}
markets:
  spot:
    intervals: {1h: 1h, 1d: 1d}
    build: {4h: 1h}
    routes:
      markets:
        path: /markets
        cost: {calls: 1}
        columns: {id: s, base: b, quote: q}
        active: {on: "1"}
      tickers:
        path: /tickers
        cost: {calls: 1}
        columns: {id: s, last: p, quote_volume: v}
      candles:
        path: /candles
        query: {symbol: "{id}", interval: "{interval}", limit: "{rows}", end: "{newest_ms}"}
        cost: {calls: 1}
        rows_max: 600
        columns: {time: 0, open: 1, high: 2, low: 3, close: 4, volume: 5}
)";

// Refuses nobody and notes the costs.
class OpenLimiter final : public rate::Limiter {
 public:
  rate::Grant acquire(const rate::Cost& cost, base::MonoTime now) override {
    costs.push_back(cost);
    return {true, now};
  }
  void report(const rate::Feedback&, base::MonoTime) override {}
  void hold(base::MonoTime, ErrorKind why, base::MonoTime) override { holds.push_back(why); }
  std::vector<rate::Cost> costs;
  std::vector<ErrorKind> holds;
};

std::string value_of(const std::string& url, const std::string& name) {
  const auto at = url.find(name + "=");
  if (at == std::string::npos) return "";
  const auto from = at + name.size() + 1;
  return url.substr(from, url.find('&', from) - from);
}

// A made-up exchange: ten markets M0..M9 against USDT, candles by formula, the newest one running.
class Somewhere {
 public:
  explicit Somewhere(const base::Clock& clock) : clock_(clock) {}

  test::Answer operator()(const http::Request& request, base::MonoTime) {
    const auto& url = request.url;
    if (url.find("/markets") != std::string::npos)
      return list("{{\"s\":\"M{0}\",\"b\":\"M{0}\",\"q\":\"USDT\",\"on\":\"{1}\"}}");
    if (url.find("/tickers") != std::string::npos)
      return list("{{\"s\":\"M{0}\",\"p\":\"10.5\",\"v\":\"{2}\"}}");
    const std::string id = value_of(url, "symbol");
    if (const auto special = candles.find(id); special != candles.end()) return special->second;
    return test::ok_answer(rows(value_of(url, "interval") == "1h" ? 3'600'000 : 86'400'000,
                                std::stoi(value_of(url, "limit")),
                                std::stoll(value_of(url, "end"))));
  }

  std::string rows(std::int64_t length, int limit, std::int64_t end_ms) const {
    const std::int64_t newest = end_ms / length * length;
    std::string body = "[";
    for (int i = limit - 1; i >= 0; --i) {
      const std::int64_t open_time = newest - i * length;
      const auto wave = [&](std::int64_t t) {
        return 100 + 10 * std::sin(static_cast<double>(t / length) / 7);
      };
      // The running candle moves with the clock.
      const double moved =
          i == 0 ? static_cast<double>(base::unix_ms(clock_.wall()) % 100'000) / 5'000 : 0;
      const double open = wave(open_time), close = wave(open_time + length) + moved;
      body += fmt::format("{}[{},\"{}\",\"{}\",\"{}\",\"{}\",\"{}\"]", body.size() > 1 ? "," : "",
                          open_time, open, std::max(open, close) + 1, std::min(open, close) - 1,
                          close, 50 + i % 5);
    }
    return body + "]";
  }

  std::map<std::string, test::Answer> candles;  // by market id, in place of the formula
  std::set<int> inactive;

 private:
  test::Answer list(const std::string& row) const {
    std::string body = "[";
    for (int i = 0; i < 10; ++i)
      body += (i > 0 ? "," : "") +
              fmt::format(fmt::runtime(row), i, inactive.contains(i) ? 0 : 1, 1'000'000 - i);
    return test::ok_answer(body + "]");
  }
  const base::Clock& clock_;
};

class ExchangeScanTest : public ::testing::Test {
 protected:
  ExchangeScanTest() : exchange_(clock_) {
    auto parsed = exchange::parse_descriptor("somewhere.yaml", kDescriptor);
    EXPECT_TRUE(parsed.ok()) << exchange::describe(parsed.error().front());
    descriptor_ = std::move(parsed).value();
    task_.task_id = 7;
    task_.attempt = 2;
    task_.key.exchange = "somewhere";
    task_.key.universe.quotes = {"USDT"};
    task_.key.universe.top_n = 0;
  }

  proto::PartialResult scan() {
    client_ = std::make_unique<test::ScriptedClient>(
        clock_, [this](const auto& request, auto now) { return exchange_(request, now); });
    ScanRules rules;
    return ExchangeScan(task_, descriptor_, *client_, limiter_, clock_, control_, rules).run();
  }

  static void expect_sums(const proto::PartialResult& partial) {
    const auto& counts = partial.markets;
    const auto skipped =
        std::accumulate(counts.skipped.begin(), counts.skipped.end(), 0u,
                        [](auto sum, const auto& entry) { return sum + entry.second; });
    EXPECT_EQ(counts.listed, counts.scanned + counts.failed + skipped);
    const auto& timing = partial.timing;
    EXPECT_EQ(timing.limiter_ns + timing.network_ns + timing.compute_ns, timing.duration_ns);
    EXPECT_EQ(timing.init_ns + timing.scan_ns, timing.duration_ns);
  }

  base::ManualClock clock_;
  Somewhere exchange_;
  exchange::Descriptor descriptor_;
  OpenLimiter limiter_;
  test::HeldControl control_{base::MonoTime(seconds(60))};
  proto::ScanTask task_;
  std::unique_ptr<test::ScriptedClient> client_;
};

TEST_F(ExchangeScanTest, ScansEveryMarketAndAddsUp) {
  exchange_.inactive = {3};
  const auto partial = scan();
  ASSERT_FALSE(partial.failure) << partial.failure->message;
  EXPECT_EQ(partial.task_id, 7u);
  EXPECT_EQ(partial.attempt, 2u);
  EXPECT_EQ(partial.exchange, "somewhere");
  ASSERT_EQ(partial.signals.size(), 9u);
  EXPECT_EQ(partial.markets.eligible, 9u);
  EXPECT_EQ(partial.markets.skipped.at("inactive"), 1u);
  EXPECT_EQ(partial.traffic.requests, 11u);
  EXPECT_GT(partial.traffic.bytes_received, 0u);
  expect_sums(partial);
  const auto& signal = partial.signals.front();
  EXPECT_EQ(signal.symbol, "M0/USDT");
  EXPECT_EQ(signal.price, 10.5);
  EXPECT_EQ(signal.volume, 1'000'000);
  EXPECT_EQ(signal.candle_close_ms,
            proto::open_at(proto::Interval::h1, base::unix_ms(clock_.wall())));
  EXPECT_TRUE(signal.analysis.indicators.ema_200.has_value());
  EXPECT_LT(*partial.data_age_seconds, 3600);
  EXPECT_EQ(control_.reported.front().stage, proto::TaskProgress::Stage::init);
  EXPECT_EQ(control_.reported.back(),
            (proto::TaskProgress{proto::TaskProgress::Stage::scan, 9, 9}));
}

TEST_F(ExchangeScanTest, NeverUsesARunningCandle) {
  const auto before = scan();
  clock_.advance(seconds(30));
  const auto after = scan();
  ASSERT_FALSE(after.failure) << after.failure->message;
  ASSERT_FALSE(before.signals.empty());
  EXPECT_EQ(before.signals.front().analysis, after.signals.front().analysis);
}

TEST_F(ExchangeScanTest, BuildsAnIntervalFromASmallerOneInSeveralCalls) {
  task_.key.interval = proto::Interval::h4;
  const auto partial = scan();
  ASSERT_FALSE(partial.failure) << partial.failure->message;
  EXPECT_EQ(partial.signals.size(), 10u);
  EXPECT_EQ(partial.traffic.requests, 2u + 10u * 2u);
  EXPECT_TRUE(partial.signals.front().analysis.indicators.ema_200.has_value());
  EXPECT_EQ(partial.signals.front().candle_close_ms,
            proto::open_at(proto::Interval::h4, base::unix_ms(clock_.wall())));
}

TEST_F(ExchangeScanTest, AnIntervalThatCannotBeHadIsNamed) {
  task_.key.interval = proto::Interval::w1;
  const auto partial = scan();
  ASSERT_TRUE(partial.failure);
  EXPECT_EQ(partial.failure->kind, ErrorKind::unsupported_timeframe);
  EXPECT_EQ(partial.traffic.requests, 0u);
}

TEST_F(ExchangeScanTest, AMarketThatFailsIsCountedAndTheOthersDelivered) {
  exchange_.candles.emplace("M1", test::ok_answer(R"({"code":-1121,"msg":"Invalid symbol."})"));
  exchange_.candles.emplace("M2", test::status_answer(500, "oops"));
  exchange_.candles.emplace("M4", test::ok_answer("[]"));
  const auto partial = scan();
  ASSERT_FALSE(partial.failure) << partial.failure->message;
  EXPECT_EQ(partial.signals.size(), 7u);
  EXPECT_EQ(partial.markets.failed, 2u);
  EXPECT_EQ(partial.markets.skipped.at("insufficient_history"), 1u);
  EXPECT_EQ(partial.traffic.retries, 1u);
  expect_sums(partial);
}

TEST_F(ExchangeScanTest, MoreThanHalfFailedIsAFailureOfTheExchange) {
  for (int i = 0; i < 6; ++i)
    exchange_.candles.emplace("M" + std::to_string(i),
                              test::ok_answer(R"({"code":-1121,"msg":"Invalid symbol."})"));
  const auto partial = scan();
  ASSERT_TRUE(partial.failure);
  EXPECT_EQ(partial.failure->kind, ErrorKind::bad_symbol);
  EXPECT_THAT(partial.failure->message, HasSubstr("6 of 10 markets failed"));
  EXPECT_TRUE(partial.signals.empty());
  expect_sums(partial);
}

TEST_F(ExchangeScanTest, ABanEndsTheScanAtOnceAndHoldsTheBudget) {
  exchange_.candles.emplace("M0", test::ok_answer(R"({"code":-9,"msg":"banned"})"));
  const auto partial = scan();
  ASSERT_TRUE(partial.failure);
  EXPECT_EQ(partial.failure->kind, ErrorKind::banned);
  EXPECT_THAT(limiter_.holds, ::testing::Contains(ErrorKind::banned));
  EXPECT_EQ(client_->in_flight(), 0u);
  expect_sums(partial);
}

TEST_F(ExchangeScanTest, AListThatCannotBeHadFailsTheExchangeByName) {
  exchange_.candles.clear();
  client_ = nullptr;
  auto inner = exchange_;
  auto scripted = test::ScriptedClient(clock_, [&](const auto& request, auto now) {
    if (request.url.find("/tickers") != std::string::npos) return test::status_answer(503, "down");
    return inner(request, now);
  });
  const auto partial =
      ExchangeScan(task_, descriptor_, scripted, limiter_, clock_, control_, ScanRules{}).run();
  ASSERT_TRUE(partial.failure);
  EXPECT_EQ(partial.failure->kind, ErrorKind::transient);
  EXPECT_THAT(partial.failure->message, HasSubstr("tickers: "));
  EXPECT_EQ(partial.timing.scan_ns, 0);
  expect_sums(partial);
}

TEST_F(ExchangeScanTest, AnEmptyListIsAFailureThatNamesIt) {
  for (const std::string list : {"markets", "tickers", "candles"}) {
    test::ScriptedClient scripted(clock_, [&](const auto& request, auto now) {
      if (request.url.find("/" + list) != std::string::npos) return test::ok_answer("[]");
      return exchange_(request, now);
    });
    const auto partial =
        ExchangeScan(task_, descriptor_, scripted, limiter_, clock_, control_, ScanRules{}).run();
    ASSERT_TRUE(partial.failure) << list;
    EXPECT_EQ(partial.failure->kind, ErrorKind::bad_response);
    EXPECT_THAT(partial.failure->message, HasSubstr(list + ": somewhere's list"));
    expect_sums(partial);
  }
}

TEST_F(ExchangeScanTest, WhatTheRequestLeavesOutIsNoFailure) {
  task_.key.universe.quotes = {"EUR"};
  auto partial = scan();
  ASSERT_FALSE(partial.failure) << partial.failure->message;
  EXPECT_EQ(partial.markets.skipped.at("other_quote"), 10u);

  task_.key.universe.quotes = {"USDT"};
  task_.key.universe.min_volume_usd = 1e12;
  partial = scan();
  ASSERT_FALSE(partial.failure) << partial.failure->message;
  EXPECT_EQ(partial.markets.skipped.at("low_volume"), 10u);

  exchange_.inactive = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  partial = scan();
  ASSERT_FALSE(partial.failure) << partial.failure->message;
  EXPECT_EQ(partial.markets.skipped.at("inactive"), 10u);
}

TEST_F(ExchangeScanTest, TheDeadlineIsATimeoutAndCountsWhatIsMissing) {
  for (int i = 5; i < 10; ++i)
    exchange_.candles.emplace("M" + std::to_string(i), test::ok_answer("", seconds(300)));
  test::HeldControl hurried{clock_.mono() + seconds(4)};
  test::ScriptedClient scripted(
      clock_, [this](const auto& request, auto now) { return exchange_(request, now); });
  const auto partial =
      ExchangeScan(task_, descriptor_, scripted, limiter_, clock_, hurried, ScanRules{}).run();
  ASSERT_TRUE(partial.failure);
  EXPECT_EQ(partial.failure->kind, ErrorKind::timeout);
  EXPECT_EQ(partial.timing.duration_ns, base::Nanos(seconds(4)).count());
  EXPECT_EQ(partial.markets.scanned, 5u);
  expect_sums(partial);
}

TEST_F(ExchangeScanTest, EveryCallThatLeftIsCountedOnceTheAbandonedToo) {
  CallCounts calls({"somewhere"});
  test::ScriptedClient client(clock_, [this](const auto& request, auto now) {
    if (request.url.find("/candles") != std::string::npos) control_.source.request_stop();
    return exchange_(request, now);
  });
  const auto partial =
      ExchangeScan(task_, descriptor_, client, limiter_, clock_, control_, {}, &calls).run();
  ASSERT_TRUE(partial.failure);
  EXPECT_EQ(partial.failure->kind, ErrorKind::cancelled);
  const auto tally = calls.tallies().at("somewhere");
  EXPECT_EQ(tally.answers.at("markets").at("200"), 1u);
  EXPECT_EQ(tally.answers.at("tickers").at("200"), 1u);
  const auto abandoned = tally.answers.at("candles").at("abandoned");
  EXPECT_GT(abandoned, 0u);
  EXPECT_EQ(abandoned + 2, client.sent.size());
  EXPECT_EQ(tally.bytes_received, partial.traffic.bytes_received);
}

TEST_F(ExchangeScanTest, ANamedSymbolThatIsNotListedIsReported) {
  task_.key.universe.symbols = {"M1/USDT", "GONE/USDT"};
  const auto partial = scan();
  ASSERT_FALSE(partial.failure);
  EXPECT_EQ(partial.signals.size(), 1u);
  EXPECT_THAT(partial.markets.not_listed, ::testing::ElementsAre("GONE/USDT"));
}

}  // namespace
}  // namespace scand::lib
