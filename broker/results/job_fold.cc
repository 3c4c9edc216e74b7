#include "broker/results/job_fold.h"

#include <algorithm>
#include <utility>

#include "broker/results/job_metrics.h"

namespace scand::broker {

JobFold::JobFold(const command::Begin& begin)
    : job_id_(begin.job_id),
      request_(begin.request),
      accepted_(begin.accepted),
      last_partial_(begin.accepted.mono) {}

const std::string& JobFold::spelled(const std::string& exchange) const {
  for (const proto::NamedExchange& named : request_.exchanges)
    if (named.id == exchange) return named.name;
  return exchange;
}

JobFold::Piece* JobFold::keep_piece(const std::string& exchange, base::MonoTime at, Piece&& piece) {
  const bool asked = std::any_of(request_.exchanges.begin(), request_.exchanges.end(),
                                 [&](const auto& named) { return named.id == exchange; });
  if (!asked) return nullptr;
  const auto [place, added] = pieces_.try_emplace(exchange, std::move(piece));
  if (!added) return nullptr;
  last_partial_ = std::max(last_partial_, at);
  return &place->second;
}

JobFold::Piece* JobFold::add(const command::Part& part, const proto::PartialResult& partial) {
  Piece piece;
  piece.detail = detail_of(part, partial, accepted_.mono, spelled(part.exchange));
  if (!partial.failure) piece.kept = keep(request_, partial.signals);
  return keep_piece(part.exchange, part.arrived, std::move(piece));
}

JobFold::Piece* JobFold::add(const command::Missing& missing) {
  Piece piece;
  piece.detail = detail_of(missing, accepted_.mono, spelled(missing.exchange));
  return keep_piece(missing.exchange, missing.at, std::move(piece));
}

void JobFold::merge() {
  std::vector<Kept> lists;
  lists.reserve(pieces_.size());
  for (auto& [exchange, piece] : pieces_)
    lists.push_back(std::move(piece.kept));
  merged_ = broker::merge(std::move(lists), request_.limit);
}

proto::ScanResult JobFold::finish(const command::Finish& finish, const std::string& epoch,
                                  base::Nanos merging, base::Now now) {
  proto::ScanResult result;
  result.job_id = job_id_;
  result.request = request_;
  result.status = finish.status;
  result.seq = finish.seq;
  result.epoch = epoch;
  result.timestamp_ms = base::unix_ms(now.wall);
  result.duration_seconds = base::seconds(now.mono - accepted_.mono);
  result.signals = std::move(merged_.signals);
  result.truncated = merged_.truncated;
  result.failure = finish.failure;
  for (const proto::NamedExchange& named : request_.exchanges) {
    const auto found = pieces_.find(named.id);
    if (found != pieces_.end()) {
      result.exchanges.push_back(std::move(found->second.detail));
    } else {
      result.exchanges.emplace_back().name = named.name;
      result.exchanges.back().failure = proto::Failure{
          proto::ErrorKind::internal,
          named.id + ": scand lost this exchange's answer; please report it with the job's id"};
    }
    result.total_scanned += result.exchanges.back().markets.scanned;
  }
  if (request_.mode == proto::ScanMode::single) {
    // The merge was for this one exchange: its own breakdown has it.
    result.exchanges.front().filter_seconds += base::seconds(merging);
    merging = base::Nanos(0);
  }
  result.performance = performance_of(result.exchanges, last_partial_ - accepted_.mono, merging);
  return result;
}

}  // namespace scand::broker
