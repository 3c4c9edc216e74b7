#include "tests/sim/limits_day.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <queue>
#include <random>
#include <utility>

#include "lib/exchange/request_build.h"
#include "lib/rate/budget_limiter.h"
#include "lib/rate/hold_memory.h"
#include "lib/scan/candle_plan.h"

namespace scand::lib::sim {
namespace {

using namespace std::chrono_literals;
using base::MonoTime;
using base::Nanos;

constexpr Nanos kJitter = 400ms;  // of the network; the budgets get the same value
constexpr std::size_t kInFlightMax = 32;

// A call in flight, to the server and back.
struct Flight {
  enum class Step : std::uint8_t { arrives, returns };
  MonoTime at;
  Step step = Step::arrives;
  std::uint64_t life = 0;  // which process sent it
  rate::Cost cost;
  MonoTime granted, sent;
  LimitsServer::Reply reply;
  friend bool operator>(const Flight& a, const Flight& b) { return a.at > b.at; }
};

class Day {
 public:
  Day(const exchange::Registry& registry, const rate::BudgetSpec& budget, std::uint64_t seed)
      : random_(seed),
        budget_(budget),
        kinds_(job_calls(registry, budget.group)),
        server_(budget.group, buckets_of(registry, budget.group)) {
    budget_.jitter = kJitter;
    budget_.assume_spent = 0.5;
    start_process();
  }

  DayReport run(Nanos length);

 private:
  static std::vector<exchange::Bucket> buckets_of(const exchange::Registry& registry,
                                                  const std::string& group);
  [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
  [[nodiscard]] Nanos up_to(Nanos most) {
    return Nanos(static_cast<std::int64_t>(below(static_cast<std::uint64_t>(most.count()) + 1)));
  }
  // The clocks of the process: its monotonic clock starts at zero in each life.
  [[nodiscard]] MonoTime mono(MonoTime at) const { return MonoTime(at - born_); }
  [[nodiscard]] base::Now own_now() const {
    return {mono(now_),
            base::from_unix_ms(1'700'000'000'000 + now_.time_since_epoch() / 1ms) + wall_offset_};
  }

  void start_process();
  void restart();
  void step_clock();
  void add_jobs();
  void send_calls();
  void move_flights();
  void measure();
  [[nodiscard]] bool busy_hour() const {
    return (now_.time_since_epoch() / 1h) % 4 == 1 && (now_.time_since_epoch() / 1min) % 60 < 10;
  }
  [[nodiscard]] bool others_hour() const { return (now_.time_since_epoch() / 1h) % 8 == 6; }

  std::mt19937_64 random_;
  rate::BudgetSpec budget_;
  std::vector<JobCalls> kinds_;
  LimitsServer server_;
  MonoTime now_{1h};
  MonoTime born_{};
  std::chrono::milliseconds wall_offset_{0};
  std::uint64_t life_ = 0;
  std::unique_ptr<rate::BudgetLimiter> limiter_;
  std::string remembered_;  // the hold as the disk keeps it
  std::vector<std::deque<rate::Cost>> tasks_;
  std::size_t in_flight_ = 0;
  MonoTime next_send_{}, next_job_{}, next_restart_{}, next_step_{};
  std::priority_queue<Flight, std::vector<Flight>, std::greater<>> flights_;
  // Of the present stretch with enough work.
  std::optional<MonoTime> busy_since_;
  LimitsServer::Totals busy_from_;
  double busy_used_ = 0, busy_time_ = 0;
  DayReport report_;
};

std::vector<exchange::Bucket> Day::buckets_of(const exchange::Registry& registry,
                                              const std::string& group) {
  std::vector<exchange::Bucket> buckets;
  for (const exchange::Descriptor& one : registry.all()) {
    if (one.budget_group != group) continue;
    for (const exchange::Bucket& bucket : one.buckets) {
      const bool known = std::ranges::any_of(
          buckets, [&](const auto& other) { return other.name == bucket.name; });
      if (!known) buckets.push_back(bucket);
    }
  }
  return buckets;
}

void Day::start_process() {
  ++life_;
  born_ = now_;
  tasks_.clear();
  in_flight_ = 0;
  next_send_ = now_;
  limiter_ = std::make_unique<rate::BudgetLimiter>(
      budget_, "", mono(now_),
      [this](const std::string&, const std::string&, const rate::HoldMemory& memory) {
        remembered_ = rate::encode(memory, own_now());
      });
  if (remembered_.empty()) return;
  const auto memory = rate::decode_hold(remembered_, own_now());
  if (memory) limiter_->restore(*memory);
}

void Day::restart() {
  ++report_.restarts;
  if (limiter_->status(mono(now_)).hold_seconds > 0) ++report_.restarts_held;
  next_restart_ = now_ + 30min + up_to(90min);
  now_ += up_to(3s);
  busy_since_.reset();
  start_process();
}

// Backward at any time; forward only while nothing is held, since a step forward looks like time
// that has passed.
void Day::step_clock() {
  ++report_.clock_steps;
  next_step_ = now_ + 1h + up_to(4h);
  const bool open = limiter_->status(mono(now_)).phase == rate::HoldPhase::open;
  const auto by = std::chrono::milliseconds(below(3'600'000));
  wall_offset_ += open && below(2) == 0 ? by : -by;
}

void Day::add_jobs() {
  const bool due = now_ >= next_job_;
  if (!due && !(busy_hour() && tasks_.size() < 2)) return;
  if (due) next_job_ = now_ + 20s + up_to(80s);
  if (tasks_.size() >= 4) return;
  ++report_.jobs;
  const JobCalls& kind = kinds_[below(kinds_.size())];
  std::deque<rate::Cost>& calls = tasks_.emplace_back();
  calls.push_back(kind.markets);
  calls.push_back(kind.tickers);
  const std::uint64_t markets = busy_hour() ? 150 : 20 + below(40);
  for (std::uint64_t i = 0; i < markets; ++i)
    calls.insert(calls.end(), kind.candles.begin(), kind.candles.end());
  next_send_ = now_;
}

void Day::send_calls() {
  next_send_ = MonoTime::max();
  for (std::deque<rate::Cost>& calls : tasks_) {
    while (!calls.empty() && in_flight_ < kInFlightMax) {
      const auto grant = limiter_->acquire(calls.front(), mono(now_));
      if (!grant.granted) {
        next_send_ = std::min(next_send_, born_ + grant.not_before.time_since_epoch());
        break;
      }
      // Some calls wait for a connection before they leave.
      const MonoTime sent = now_ + (below(50) == 0 ? up_to(300ms) : Nanos(0));
      flights_.push({sent + 20ms + up_to(kJitter),
                     Flight::Step::arrives,
                     life_,
                     calls.front(),
                     mono(now_),
                     sent,
                     {}});
      ++in_flight_;
      calls.pop_front();
    }
  }
  std::erase_if(tasks_, [](const auto& calls) { return calls.empty(); });
}

void Day::move_flights() {
  while (!flights_.empty() && flights_.top().at <= now_) {
    Flight flight = flights_.top();
    flights_.pop();
    if (flight.step == Flight::Step::arrives) {
      flight.reply = server_.arrive(flight.cost, flight.at);
      flight.step = Flight::Step::returns;
      flight.at += 10ms + up_to(100ms);
      flights_.push(std::move(flight));
      continue;
    }
    if (flight.life != life_) continue;
    --in_flight_;
    next_send_ = now_;
    limiter_->departed(flight.cost, flight.granted, mono(flight.sent));
    for (const rate::Feedback& feedback : flight.reply.feedback)
      limiter_->report(feedback, mono(now_));
    if (flight.reply.status != 429) continue;
    limiter_->hold(mono(now_ + flight.reply.retry_after), proto::ErrorKind::rate_limited,
                   mono(now_));
    report_.least_share = std::min(report_.least_share, limiter_->status(mono(now_)).share_factor);
  }
}

void Day::measure() {
  const bool counts = busy_hour() && tasks_.size() >= 2;
  if (counts && !busy_since_ && limiter_->status(mono(now_)).share_factor >= 1) {
    busy_since_ = now_;
    busy_from_ = server_.totals();
  }
  if (!busy_since_ || busy_hour()) return;
  const double lasted = base::seconds(now_ - *busy_since_);
  double most = 0;
  for (const rate::BucketSpec& bucket : budget_.buckets) {
    const auto units = server_.totals().units.find(bucket.name);
    if (units == server_.totals().units.end()) continue;
    const auto before = busy_from_.units.find(bucket.name);
    const double used = units->second - (before == busy_from_.units.end() ? 0 : before->second);
    most = std::max(most, used / (bucket.limit * lasted / base::seconds(bucket.window)));
  }
  busy_used_ += most * lasted;
  busy_time_ += lasted;
  busy_since_.reset();
}

DayReport Day::run(Nanos length) {
  const MonoTime end = now_ + length;
  next_restart_ = now_ + up_to(1h);
  next_step_ = now_ + up_to(1h);
  while (now_ < end) {
    server_.others_spend(others_hour() ? 0.5 : 0);
    if (now_ >= next_restart_) restart();
    if (now_ >= next_step_) step_clock();
    add_jobs();
    move_flights();
    if (now_ >= next_send_) send_calls();
    measure();
    MonoTime next = std::min({next_job_, next_restart_, next_step_, now_ + 10s});
    if (next_send_ > now_) next = std::min(next, next_send_);
    if (!flights_.empty()) next = std::min(next, flights_.top().at);
    now_ = std::max(next, now_ + 1us);
  }
  report_.totals = server_.totals();
  report_.last_share = limiter_->status(mono(now_)).share_factor;
  if (busy_time_ > 0) report_.used_share = busy_used_ / busy_time_;
  return report_;
}

rate::Cost cost_of(const exchange::Descriptor& one, const exchange::MarketRules& market,
                   const char* route, exchange::RequestParams params) {
  params.now_ms = 1'700'000'000'000;
  const auto built = exchange::build_request(one, market, *market.route(route), params);
  return built.ok() ? built->cost : rate::Cost{};
}

}  // namespace

std::vector<JobCalls> job_calls(const exchange::Registry& registry, const std::string& group) {
  std::vector<JobCalls> kinds;
  for (const exchange::Descriptor& one : registry.all()) {
    if (one.budget_group != group) continue;
    for (const auto& [type, market] : one.markets) {
      JobCalls calls{cost_of(one, market, "markets", {}), cost_of(one, market, "tickers", {}), {}};
      proto::TaskKey key;
      key.interval = proto::Interval::h1;
      const auto plan = plan_candles(market, key, 1'700'000'000'000);
      if (!plan) continue;
      for (exchange::RequestParams params : plan->calls) {
        params.market_id = "BTC";
        calls.candles.push_back(cost_of(one, market, "candles", params));
      }
      kinds.push_back(std::move(calls));
    }
  }
  return kinds;
}

DayReport simulate_day(const exchange::Registry& registry, const rate::BudgetSpec& budget,
                       std::uint64_t seed, base::Nanos length) {
  return Day(registry, budget, seed).run(length);
}

}  // namespace scand::lib::sim
