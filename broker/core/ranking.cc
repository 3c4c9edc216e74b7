#include "broker/core/ranking.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace scand::broker {
namespace {

constexpr double kWeight = 0.2;  // of the newest answer: about the last nine count
constexpr double kLeastRate = 0.01;

double cost(const ExchangeRank& rank) {
  if (rank.duration_seconds <= 0) return std::numeric_limits<double>::infinity();
  return rank.duration_seconds / std::max(rank.success_rate, kLeastRate);
}

}  // namespace

void Ranking::know(const std::string& exchange) {
  ranks_.try_emplace(exchange, ExchangeRank{.exchange = exchange});
}

void Ranking::restore(const ExchangeRank& rank) {
  const auto found = ranks_.find(rank.exchange);
  if (found != ranks_.end()) found->second = rank;
}

void Ranking::record(const std::string& exchange, bool success, base::Nanos duration) {
  know(exchange);
  ExchangeRank& rank = ranks_.at(exchange);
  const double outcome = success ? 1.0 : 0.0;
  const bool first = rank.answers++ == 0;
  rank.success_rate = first ? outcome : rank.success_rate + kWeight * (outcome - rank.success_rate);
  if (!success) return;
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

}  // namespace scand::broker
