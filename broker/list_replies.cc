#include "broker/list_replies.h"

#include <utility>

#include "proto/replies.h"

namespace scand::broker {

std::string encode_job_list(std::string_view correlation, const Core& core,
                            const proto::ListQuery& query) {
  // One more than asked for, to know whether there are more.
  auto jobs = core.jobs(std::size_t{query.limit} + 1, query.status);
  const bool more = jobs.size() > query.limit;
  if (more) jobs.resize(query.limit);
  return proto::encode_jobs(correlation, jobs, more);
}

std::string encode_exchange_list(std::string_view correlation,
                                 const proto::ExchangeDirectory& exchanges,
                                 const std::vector<ExchangeRank>& ranking,
                                 const CircuitBreaker& circuits, base::MonoTime now) {
  std::vector<proto::ExchangeReport> reports;
  for (const ExchangeRank& rank : ranking) {
    const proto::ExchangeInfo* info = exchanges.find(rank.exchange);
    if (info == nullptr) continue;
    proto::ExchangeStanding standing;
    standing.rank = static_cast<std::uint32_t>(reports.size() + 1);
    standing.answers = rank.answers;
    if (rank.answers > 0) standing.success_rate = rank.success_rate;
    if (rank.duration_seconds > 0) standing.duration_seconds = rank.duration_seconds;
    proto::ExchangeReport report{*info, standing, {}};
    for (const proto::MarketType market : info->markets)
      report.circuits[std::string(proto::name(market))] = circuits.report({info->id, market}, now);
    reports.push_back(std::move(report));
  }
  return proto::encode_exchanges(correlation, reports);
}

}  // namespace scand::broker
