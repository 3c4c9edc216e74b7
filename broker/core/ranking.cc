#include "broker/core/ranking.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace scand::broker {
namespace {

// Weight of the newest answer: about the last nine answers count.
constexpr double kWeight = 0.2;
// Keeps the cost of an exchange that always fails finite.
constexpr double kMinRate = 0.01;

// Seconds that one successful scan costs. An exchange that never succeeded has no duration.
double cost(const ExchangeRank& rank) {
  if (rank.duration_seconds <= 0) return std::numeric_limits<double>::infinity();
  return rank.duration_seconds / std::max(rank.success_rate, kMinRate);
}

}  // namespace

void Ranking::add_exchange(const std::string& exchange) {
  ranks_.try_emplace(exchange, ExchangeRank{.exchange = exchange});
}

void Ranking::restore(const ExchangeRank& rank) {
  const auto found = ranks_.find(rank.exchange);
  if (found != ranks_.end()) found->second = rank;
}

void Ranking::record(const std::string& exchange, bool success, base::Nanos duration) {
  add_exchange(exchange);
  ExchangeRank& rank = ranks_.at(exchange);
  const double outcome = success ? 1.0 : 0.0;
  const bool first = rank.answers++ == 0;
  rank.success_rate = first ? outcome : rank.success_rate + kWeight * (outcome - rank.success_rate);
  if (!success) return;  // how long a failure took says nothing about the length of a scan
  const double took = base::seconds(duration);
  rank.duration_seconds = rank.duration_seconds <= 0
                              ? took
                              : rank.duration_seconds + kWeight * (took - rank.duration_seconds);
}

std::vector<ExchangeRank> Ranking::best_first() const {
  std::vector<ExchangeRank> sorted;
  sorted.reserve(ranks_.size());
  for (const auto& [id, rank] : ranks_)
    sorted.push_back(rank);
  std::stable_sort(sorted.begin(), sorted.end(), [](const ExchangeRank& a, const ExchangeRank& b) {
    const bool a_unknown = a.answers == 0;
    const bool b_unknown = b.answers == 0;
    return std::tuple(a_unknown, cost(a)) < std::tuple(b_unknown, cost(b));
  });
  return sorted;
}

void choose_fastest(proto::ScanRequest& request, const std::vector<ExchangeRank>& best_first,
                    const std::function<bool(const std::string& exchange)>& is_down) {
  if (!request.fastest) return;
  const auto order = [&](const proto::NamedExchange& named) {
    const auto rank = std::ranges::find(best_first, named.id, &ExchangeRank::exchange);
    return std::pair(is_down(named.id), rank - best_first.begin());
  };
  std::ranges::stable_sort(request.exchanges, {}, order);
  if (request.exchanges.size() > *request.fastest) request.exchanges.resize(*request.fastest);
}

}  // namespace scand::broker
