#include "broker/core/circuit_breaker.h"

#include <gtest/gtest.h>

namespace scand::broker {
namespace {

using namespace std::chrono_literals;
using Change = CircuitBreaker::Change;
using CircuitState = proto::CircuitReport::State;
using proto::ErrorKind;
using proto::MarketType;

const CircuitBreaker::Key kSpot{"alpha", MarketType::spot};
const CircuitBreaker::Key kSwap{"alpha", MarketType::swap};

CoreConfig rules(std::uint32_t failures = 3) {
  CoreConfig config;
  config.circuit_failures = failures;
  config.circuit_pause = {4s, 20s};
  return config;
}

class CircuitBreakerTest : public testing::Test {
 protected:
  Change down(std::uint64_t task) {
    return breaker_.record(kSpot, task, Reachability::down, {ErrorKind::network, "refused"}, now_);
  }
  Change up(std::uint64_t task) { return breaker_.record(kSpot, task, Reachability::up, {}, now_); }
  void trip() {
    for (std::uint64_t task = 1; task <= 3; ++task)
      (void)down(task);
  }
  // Until the next probe may run.
  base::Nanos pause() {
    return std::chrono::milliseconds(breaker_.report(kSpot, now_).retry_after_ms.value_or(0));
  }

  CircuitBreaker breaker_{rules()};
  base::MonoTime now_{base::Nanos(100s)};
};

TEST_F(CircuitBreakerTest, OpensAfterFailuresInARow) {
  EXPECT_EQ(down(1), Change::none);
  EXPECT_EQ(down(2), Change::none);
  EXPECT_EQ(up(3), Change::none);
  EXPECT_EQ(down(4), Change::none);
  EXPECT_EQ(down(5), Change::none);
  EXPECT_FALSE(breaker_.refusal(kSpot, now_)) << "a success restarts the count";
  EXPECT_EQ(down(6), Change::opened);
  const auto why = breaker_.refusal(kSpot, now_);
  ASSERT_TRUE(why);
  EXPECT_EQ(why->kind, ErrorKind::network);
  EXPECT_NE(why->message.find("refused"), std::string::npos) << why->message;
  EXPECT_NE(why->message.find("let through in"), std::string::npos) << why->message;
  EXPECT_FALSE(breaker_.refusal(kSwap, now_)) << "another host serves swap";
}

TEST_F(CircuitBreakerTest, OneProbeRunsAndItsSuccessClosesTheCircuit) {
  trip();
  EXPECT_TRUE(breaker_.admit(kSpot, 9, now_));
  now_ += pause();
  EXPECT_FALSE(breaker_.admit(kSpot, 10, now_));
  EXPECT_FALSE(breaker_.admit(kSpot, 10, now_)) << "the same probe, another attempt";
  EXPECT_TRUE(breaker_.admit(kSpot, 11, now_));
  EXPECT_EQ(breaker_.report(kSpot, now_).state, CircuitState::half_open);
  EXPECT_EQ(up(10), Change::closed);
  EXPECT_FALSE(breaker_.admit(kSpot, 11, now_));
  EXPECT_EQ(breaker_.report(kSpot, now_).state, CircuitState::closed);
}

TEST_F(CircuitBreakerTest, PausesGrowAreJitteredAndCapped) {
  trip();
  base::Nanos limit = 4s;
  for (std::uint64_t probe = 10; probe < 20; ++probe) {
    EXPECT_GE(pause(), limit / 2);
    EXPECT_LE(pause(), limit + 1ms);
    now_ += pause();
    ASSERT_FALSE(breaker_.admit(kSpot, probe, now_));
    EXPECT_EQ(down(probe), Change::none) << "it was open before: no change";
    limit = std::min<base::Nanos>(limit * 2, 20s);
  }
}

TEST_F(CircuitBreakerTest, AProbeWithoutAResultMakesWay) {
  trip();
  now_ += pause();
  ASSERT_FALSE(breaker_.admit(kSpot, 10, now_));
  breaker_.release_probe(kSpot, 10);
  EXPECT_FALSE(breaker_.admit(kSpot, 11, now_)) << "cancelled: the next task is the probe";
  now_ += 20s;
  EXPECT_FALSE(breaker_.admit(kSpot, 12, now_)) << "it has hung for the longest pause";
}

TEST_F(CircuitBreakerTest, AScanFromBeforeTheOpeningDoesNotPostponeTheProbe) {
  trip();
  const auto left = pause();
  EXPECT_EQ(down(4), Change::none);
  EXPECT_EQ(pause(), left);
  EXPECT_EQ(up(5), Change::closed) << "but its success closes the circuit";
}

TEST_F(CircuitBreakerTest, CanBeSwitchedOff) {
  CircuitBreaker off(rules(0));
  for (std::uint64_t task = 1; task < 50; ++task)
    (void)off.record(kSpot, task, Reachability::down, {}, now_);
  EXPECT_FALSE(off.refusal(kSpot, now_));
  EXPECT_EQ(off.open_count(), 0U);
}

TEST(Reachability, DistinguishesADeadExchangeFromARefusingOne) {
  event::TaskAnswered answer;
  EXPECT_EQ(reachability(answer, {}, 10s), Reachability::up);
  answer.outcome = event::Outcome::failed;
  const auto of = [&](ErrorKind kind) {
    answer.error_kind = kind;
    return reachability(answer, {}, 10s);
  };
  for (const auto kind :
       {ErrorKind::network, ErrorKind::tls, ErrorKind::transient, ErrorKind::maintenance})
    EXPECT_EQ(of(kind), Reachability::down) << proto::name(kind);
  for (const auto kind : {ErrorKind::rate_limited, ErrorKind::banned, ErrorKind::blocked,
                          ErrorKind::bad_symbol, ErrorKind::bad_response})
    EXPECT_EQ(of(kind), Reachability::up) << proto::name(kind);
  for (const auto kind : {ErrorKind::cancelled, ErrorKind::internal, ErrorKind::fatal})
    EXPECT_EQ(of(kind), Reachability::unknown) << proto::name(kind);
}

TEST(Reachability, ATimeoutCountsWhenThereWasTimeButNoAnswer) {
  event::TaskAnswered answer;
  answer.outcome = event::Outcome::failed;
  answer.error_kind = ErrorKind::timeout;
  answer.duration_ns = base::Nanos(12s).count();
  EXPECT_EQ(reachability(answer, {}, 10s), Reachability::down);
  EXPECT_EQ(reachability(answer, {proto::TaskProgress::Stage::scan, 0, 150}, 10s),
            Reachability::unknown);
  answer.duration_ns = base::Nanos(2s).count();
  EXPECT_EQ(reachability(answer, {}, 10s), Reachability::unknown)
      << "its client's deadline was short";
}

}  // namespace
}  // namespace scand::broker
