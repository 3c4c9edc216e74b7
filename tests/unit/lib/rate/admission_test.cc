#include "lib/rate/admission.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <rapidcheck/gtest.h>

#include "start.h"

#include "tests/kit/support/metering_server.h"

namespace scand::lib::rate {
namespace {

using base::MonoTime;
using base::Nanos;
using proto::ErrorKind;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

BudgetSpec venue(double limit, Nanos window, double costliest, double burst_share = 0.1) {
  BudgetSpec spec;
  spec.group = "venue";
  spec.buckets = {{"weight", limit, window, costliest, burst_share}};
  return spec;
}
Cost weight(double units) {
  return {{"weight", units}};
}

TEST(Admission, GrantsOrSaysWhen) {
  Admission admission(venue(10, seconds(1), 1, 1), kStart);
  for (int i = 0; i < 9; ++i)
    EXPECT_TRUE(admission.acquire(weight(1), kStart).granted);
  const Grant refused = admission.acquire(weight(1), kStart);
  EXPECT_FALSE(refused.granted);
  EXPECT_EQ(refused.not_before, kStart + milliseconds(1400) + Nanos(1));
  EXPECT_TRUE(admission.acquire(weight(1), refused.not_before).granted);
}

TEST(Admission, AllBucketsOrNone) {
  auto spec = venue(100, seconds(60), 10, 1);
  spec.buckets.push_back({"calls", 1, seconds(1), 1, 1});
  Admission admission(spec, kStart);
  const Cost call{{"weight", 10}, {"calls", 1}};
  EXPECT_TRUE(admission.acquire(call, kStart).granted);
  for (int i = 0; i < 5; ++i)
    EXPECT_FALSE(admission.acquire(call, kStart).granted);
  const auto status = admission.status(kStart);
  EXPECT_EQ(status.buckets[0].used, 10);
  EXPECT_EQ(status.buckets[1].used, 1);
  EXPECT_EQ(status.granted, 1U);
  EXPECT_EQ(status.refused, 5U);
}

TEST(Admission, AHoldStopsEverythingThenOneCallTries) {
  Admission admission(venue(100, seconds(1), 1, 1), kStart);
  admission.hold(kStart + seconds(10), ErrorKind::rate_limited, kStart);
  EXPECT_EQ(admission.acquire(weight(1), kStart).not_before, kStart + seconds(11));
  EXPECT_EQ(admission.status(kStart).hold_seconds, 11);
  EXPECT_EQ(admission.status(kStart).hold_kind, ErrorKind::rate_limited);
  const auto end = kStart + seconds(11);
  EXPECT_TRUE(admission.acquire(weight(1), end).granted);
  EXPECT_EQ(admission.acquire(weight(1), end).not_before, end + seconds(2));
  EXPECT_TRUE(admission.acquire(weight(1), end + seconds(2)).granted);
  EXPECT_TRUE(admission.acquire(weight(1), end + seconds(2)).granted);
}

TEST(Admission, ManyRefusalsAtOnceAreOneEpisode) {
  Admission admission(venue(100, seconds(1), 1, 1), kStart);
  for (int i = 0; i < 16; ++i) {
    admission.hold(kStart + seconds(2), ErrorKind::rate_limited, kStart + milliseconds(i));
  }
  EXPECT_EQ(admission.status(kStart + seconds(5)).share_factor, 1);
  EXPECT_EQ(admission.status(kStart + seconds(5)).holds, 1U);
  const auto later = kStart + minutes(5);
  admission.hold(later + seconds(2), ErrorKind::rate_limited, later);
  EXPECT_EQ(admission.status(later).share_factor, 0.5);
  (void)admission.acquire(weight(1), later);
  EXPECT_EQ(admission.status(later).buckets[0].allowed, 45);
}

TEST(Admission, ABanIsCountedOnceAndAlsoWhenItFollowsARefusal) {
  Admission admission(venue(100, seconds(1), 1, 1), kStart);
  admission.hold(kStart + seconds(2), ErrorKind::rate_limited, kStart);
  EXPECT_EQ(admission.status(kStart).bans, 0U);
  for (int i = 0; i < 5; ++i)
    admission.hold(kStart + seconds(60 + i), ErrorKind::banned, kStart + seconds(i));
  EXPECT_EQ(admission.status(kStart + seconds(9)).bans, 1U);
  EXPECT_EQ(admission.status(kStart + seconds(9)).holds, 1U) << "one episode";
  const auto later = kStart + minutes(5);
  admission.hold(later + seconds(60), ErrorKind::blocked, later);
  EXPECT_EQ(admission.status(later).bans, 2U);
}

TEST(Admission, AClockThatStepsBackIsNotFollowed) {
  Admission admission(venue(1, seconds(1), 1), kStart);
  EXPECT_TRUE(admission.acquire(weight(1), kStart + seconds(10)).granted);
  const Grant refused = admission.acquire(weight(1), kStart);
  EXPECT_FALSE(refused.granted);
  EXPECT_GT(refused.not_before, kStart + seconds(11));
}

TEST(Admission, ACheapCallThatDelaysNobodyGoesAhead) {
  auto spec = venue(100, seconds(10), 80, 1);
  spec.buckets.push_back({"other", 10, seconds(1), 1, 1});
  Admission admission(spec, kStart);
  EXPECT_TRUE(admission.acquire(weight(60), kStart).granted);
  EXPECT_FALSE(admission.acquire(weight(80), kStart).granted);
  // When the 60 are forgotten there is room for 80 and 10, not for 80 and 11.
  EXPECT_TRUE(admission.acquire(weight(10), kStart + seconds(1)).granted);
  EXPECT_FALSE(admission.acquire(weight(1), kStart + seconds(1)).granted);
  EXPECT_TRUE(admission.acquire({{"other", 1}}, kStart + seconds(1)).granted);
}

TEST(Admission, AnAbandonedPlaceHoldsNobodyUpForLong) {
  Admission admission(venue(100, seconds(10), 90, 1), kStart);
  EXPECT_TRUE(admission.acquire(weight(50), kStart).granted);
  const Grant costly = admission.acquire(weight(90), kStart);
  EXPECT_FALSE(costly.granted);  // and never asks again
  auto now = kStart;
  Grant cheap;
  int asked = 0;
  do {
    cheap = admission.acquire(weight(40), now);
    now = std::max(now, cheap.not_before);
  } while (!cheap.granted && ++asked < 10);
  EXPECT_LE(now, costly.not_before + WaitingLine::kGrace);
  EXPECT_LE(asked, 3);
}

// Calls wait for cold connections, far longer than the jitter, and then leave many at once. The
// limiter learns of it only with the answer, and that has to be enough.
RC_GTEST_PROP(Admission, LateDeparturesDoNotPileUpAtTheServer, ()) {
  const auto window = milliseconds(*rc::gen::inRange(1000, 5000));
  auto spec = venue(40, window, 1, *rc::gen::element(0.1, 1.0));
  spec.jitter = milliseconds(50);
  Admission admission(spec, kStart);
  std::minstd_rand dice(*rc::gen::arbitrary<std::uint32_t>());
  const auto up_to = [&dice](Nanos most) {
    return Nanos(std::uniform_int_distribution<std::int64_t>(0, most.count())(dice));
  };
  test::MeteringServer server;
  struct Call {
    MonoTime granted, sent;
  };
  std::multimap<MonoTime, Call> answers;
  MonoTime now = kStart;
  while (now < kStart + 10 * window) {
    const Grant grant = admission.acquire(weight(1), now);
    if (grant.granted) {
      const auto sent = now + up_to(window * 9 / 10);
      server.arrive(sent + up_to(spec.jitter), 1);
      answers.emplace(sent + spec.jitter, Call{now, sent});
      continue;
    }
    now = grant.not_before;
    if (!answers.empty()) now = std::min(now, answers.begin()->first);
    while (!answers.empty() && answers.begin()->first <= now) {
      const Call call = answers.extract(answers.begin()).mapped();
      admission.departed(weight(1), call.granted, call.sent);
    }
  }
  RC_ASSERT(server.peak(window) <= 36);
  RC_ASSERT(server.total() >= 100);
}

// Many callers on a virtual clock. Each asks again at the time it was given, a little late.
struct Crowd {
  Admission& admission;
  std::vector<Cost> costs;  // one for each caller, for all its calls
  std::map<MonoTime, std::vector<std::size_t>> agenda;
  std::vector<Nanos> longest_wait;
  std::vector<MonoTime> asked_first;
  test::MeteringServer server;

  Crowd(Admission& to, std::vector<Cost> wanted)
      : admission(to),
        costs(std::move(wanted)),
        longest_wait(costs.size()),
        asked_first(costs.size(), kStart) {
    for (std::size_t i = 0; i < costs.size(); ++i)
      agenda[kStart].push_back(i);
  }

  // `late` and `delay` are asked for each request.
  template <class Late, class Delay>
  void run_until(MonoTime end, Late late, Delay delay) {
    while (agenda.begin()->first < end) {
      auto node = agenda.extract(agenda.begin());
      const MonoTime now = node.key();
      for (const std::size_t caller : node.mapped())
        ask(caller, now, late(), delay());
    }
  }

  void ask(std::size_t caller, MonoTime now, Nanos late, Nanos delay) {
    const Grant grant = admission.acquire(costs[caller], now);
    if (grant.granted) {
      longest_wait[caller] = std::max(longest_wait[caller], now - asked_first[caller]);
      server.arrive(now + delay, costs[caller][0].second);
      asked_first[caller] = now + late;
    }
    agenda[std::max(now, grant.not_before) + late + Nanos(1)].push_back(caller);
  }

  [[nodiscard]] Nanos longest(std::size_t caller, MonoTime end) const {
    return std::max(longest_wait[caller], end - asked_first[caller]);
  }
};

RC_GTEST_PROP(Admission, NobodyStarvesAndTheLimitHolds, ()) {
  const double limit = *rc::gen::inRange(40, 400);
  const double costly = *rc::gen::inRange(3, static_cast<int>(limit / 2));
  const auto window = milliseconds(*rc::gen::inRange(500, 5000));
  const auto spec = venue(limit, window, costly, *rc::gen::element(0.1, 1.0));
  Admission admission(spec, kStart);
  std::vector<Cost> costs{weight(costly), weight(1)};
  for (int i = *rc::gen::inRange(1, 12); i > 0; --i)
    costs.push_back(weight(2));
  Crowd crowd(admission, costs);
  const auto span = window + spec.jitter;
  const MonoTime end = kStart + 12 * span;
  std::minstd_rand dice(*rc::gen::arbitrary<std::uint32_t>());
  const auto up_to = [&dice](Nanos most) {
    return Nanos(std::uniform_int_distribution<std::int64_t>(0, most.count())(dice));
  };
  crowd.run_until(
      end, [&] { return up_to(milliseconds(20)); }, [&] { return up_to(spec.jitter); });

  RC_ASSERT(crowd.server.peak(window) <= std::max(spec.share * limit, costly));
  for (std::size_t caller = 0; caller < 2; ++caller) {
    RC_ASSERT(crowd.longest(caller, end) <= 2 * span);
  }
  // Waiting for the costly call costs the others no more than its own size each time.
  RC_ASSERT(crowd.server.total() >= 12 * (spec.share * limit - costly - 2) * 0.8 - costly);
}

}  // namespace
}  // namespace scand::lib::rate
