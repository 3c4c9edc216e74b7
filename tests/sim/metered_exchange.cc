#include "tests/sim/metered_exchange.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <utility>

namespace scand::broker::sim {
namespace {

using namespace std::chrono_literals;

constexpr base::Nanos kJitter = 400ms;  // of the road; what the limiter is told, too

struct Published {
  double limit;
  base::Nanos window;
};
constexpr Published kPublished[] = {{1, 1s}, {4, 1s}, {10, 2s}, {20, 5s}};

}  // namespace

lib::rate::Cost one_call() {
  return {{"calls", 1}};
}

MeteredExchange::MeteredExchange(std::string id, std::mt19937_64& random)
    : id_(std::move(id)), refuses_percent_(random() % 3 == 0 ? random() % 30 : 0) {
  const Published& published = kPublished[random() % std::size(kPublished)];
  budget_.group = id_;
  budget_.buckets = {{"calls", published.limit, published.window, 1, 0.1}};
  budget_.jitter = kJitter;
  budget_.assume_spent = 1;
}

MeteredExchange::Reply MeteredExchange::call(base::MonoTime now, std::mt19937_64& random,
                                             std::vector<std::string>& complaints) {
  ++calls_;
  if (now < stay_away_until_) complaints.push_back(id_ + " was called while it is held");
  const auto& published = budget_.buckets.front();
  const auto road = base::Nanos(
      static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(kJitter.count() + 1)));
  const base::MonoTime arrival = now + 20ms + road;
  // What is older than any window that a later arrival can share.
  arrivals_.erase(arrivals_.begin(), arrivals_.lower_bound(now - 2 * published.window));
  const auto place = arrivals_.insert(arrival);
  // The windows that hold this arrival begin at one of those before it, or at itself.
  for (auto first = place;; --first) {
    if (arrival - *first >= published.window) break;
    const auto sum = std::distance(first, arrivals_.lower_bound(*first + published.window));
    if (static_cast<double>(sum) > published.limit) {
      complaints.push_back(
          fmt::format("{} got {} calls in a window of {}", id_, sum, published.limit));
      break;
    }
    if (first == arrivals_.begin()) break;
  }
  Reply reply{arrival + 10ms, std::nullopt};
  if (random() % 100 < refuses_percent_) {
    ++refusals_;
    reply.stay_away = 1s * static_cast<std::int64_t>(1 + random() % 8);
  }
  return reply;
}

void MeteredExchange::told(base::MonoTime until) {
  stay_away_until_ = std::max(stay_away_until_, until);
}

void MeteredExchange::crashed(bool hold_on_disk) {
  if (!hold_on_disk) stay_away_until_ = {};
}

}  // namespace scand::broker::sim
