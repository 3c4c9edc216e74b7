#include "lib/scan/exchange_scanner.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/rate/budget_limiter.h"
#include "tests/kit/support/scan_control.h"
#include "tests/kit/support/scripted_client.h"

namespace scand::lib {
namespace {

using testing::HasSubstr;

exchange::Registry builtin() {
  auto registry = exchange::Registry::load({});
  EXPECT_TRUE(registry.ok());
  return std::move(registry).value();
}

class ExchangeScannerTest : public testing::Test {
 protected:
  // What a scan of an exchange whose every answer is `answer` gives.
  proto::PartialResult scan(const std::string& id, const test::Answer& answer) {
    auto client = std::make_unique<test::ScriptedClient>(
        clock_, [answer](const http::Request&, base::MonoTime) { return answer; });
    const auto scanner = make_scanner(setup_, std::move(client));
    test::HeldControl control(clock_.mono() + std::chrono::minutes(1));
    return scanner->scan({.task_id = 7, .attempt = 2, .key = {.exchange = id}}, control);
  }

  base::ManualClock clock_;
  const exchange::Registry registry_ = builtin();
  LimitersByExchange limiters_;
  CallCounts calls_{{"kraken"}};
  ScannerSetup setup_{&registry_, &limiters_, &clock_, {}, &calls_};
};

TEST_F(ExchangeScannerTest, AnUnknownExchangeOrOneWithoutALimiterIsOurOwnMistake) {
  for (const char* const id : {"nowhere", "kraken"}) {
    const auto partial = scan(id, test::ok_answer("{}"));
    EXPECT_EQ(partial.task_id, 7U);
    EXPECT_EQ(partial.attempt, 2U);
    EXPECT_EQ(partial.exchange, id);
    ASSERT_TRUE(partial.failure);
    EXPECT_EQ(partial.failure->kind, ErrorKind::internal);
    EXPECT_THAT(partial.failure->message, HasSubstr(id));
  }
}

TEST_F(ExchangeScannerTest, AScanUsesTheExchangesLimiterAndIsCounted) {
  const auto budgets = registry_.budgets();
  const auto budget = std::ranges::find(budgets, "kraken", &rate::BudgetSpec::group);
  ASSERT_NE(budget, budgets.end());
  const auto limiter = std::make_shared<rate::BudgetLimiter>(*budget, "", clock_.mono());
  limiters_["kraken"] = limiter;
  const auto partial = scan("kraken", test::status_answer(429));
  ASSERT_TRUE(partial.failure);
  EXPECT_EQ(partial.failure->kind, ErrorKind::rate_limited);
  EXPECT_GT(limiter->status(clock_.mono()).holds, 0U);
  EXPECT_FALSE(calls_.tallies().at("kraken").answers.empty());
}

}  // namespace
}  // namespace scand::lib
