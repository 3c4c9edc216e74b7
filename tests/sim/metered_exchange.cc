#include "tests/sim/metered_exchange.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <utility>

namespace scand::broker::sim {
namespace {

using namespace std::chrono_literals;

constexpr base::Nanos kJitter = 400ms;  // of the network; the limiter gets the same value

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
    : id_(std::move(id)), refusal_percent_(random() % 3 == 0 ? random() % 30 : 0) {
  const Published& published = kPublished[random() % std::size(kPublished)];
  budget_.group = id_;
  budget_.buckets = {{"calls", published.limit, published.window, 1, 0.1}};
  budget_.jitter = kJitter;
  budget_.assume_spent = 1;
}

MeteredExchange::Reply MeteredExchange::call(base::MonoTime now, std::mt19937_64& random,
                                             std::vector<std::string>& violations) {
  ++calls_;
  if (now < held_until_) violations.push_back(id_ + " was called while it is held");
  const auto& published = budget_.buckets.front();
  const auto latency = base::Nanos(
      static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(kJitter.count() + 1)));
  const base::MonoTime arrival = now + 20ms + latency;
  // Forget arrivals that are older than any window that a later arrival can share.
  arrivals_.erase(arrivals_.begin(), arrivals_.lower_bound(now - 2 * published.window));
  const auto place = arrivals_.insert(arrival);
  // Every window that contains this arrival begins at an earlier arrival or at this one.
  for (auto first = place;; --first) {
    if (arrival - *first >= published.window) break;
    const auto sum = std::distance(first, arrivals_.lower_bound(*first + published.window));
    if (static_cast<double>(sum) > published.limit) {
      violations.push_back(
          fmt::format("{} got {} calls in a window of {}", id_, sum, published.limit));
      break;
    }
    if (first == arrivals_.begin()) break;
  }
  Reply reply{arrival + 10ms, std::nullopt};
  if (random() % 100 < refusal_percent_) {
    ++refusals_;
    reply.retry_after = 1s * static_cast<std::int64_t>(1 + random() % 8);
  }
  return reply;
}

void MeteredExchange::on_refusal_read(base::MonoTime until) {
  held_until_ = std::max(held_until_, until);
}

void MeteredExchange::on_crash(bool hold_on_disk) {
  if (!hold_on_disk) held_until_ = {};
}

}  // namespace scand::broker::sim
