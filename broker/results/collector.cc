#include "broker/results/collector.h"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

#include "broker/results/job_metrics.h"
#include "proto/publications.h"

namespace scand::broker {
namespace {

ExchangeShare* add_share(CollectedJob& job, const std::string& exchange, base::MonoTime at,
                         ExchangeShare&& share) {
  const bool requested = std::ranges::any_of(
      job.request.exchanges, [&](const auto& named) { return named.id == exchange; });
  if (!requested) return nullptr;
  const auto [place, added] = job.shares.try_emplace(exchange, std::move(share));
  if (!added) return nullptr;
  job.last_share = std::max(job.last_share, at);
  return &place->second;
}

// The core sends a Part or a Missing for every exchange, so this is a fault of scand. The client is
// told rather than left to think that the exchange was scanned.
proto::ExchangeDetail lost_exchange(const proto::NamedExchange& named) {
  proto::ExchangeDetail detail;
  detail.name = named.name;
  detail.failure = proto::Failure{
      proto::ErrorKind::internal,
      named.id + ": scand lost this exchange's answer; please report it with the job's id"};
  return detail;
}

// Takes the job's details and signals.
proto::ScanResult result_of(CollectedJob&& job, const command::Finish& finish, base::Nanos merging,
                            base::Now now) {
  proto::ScanResult result;
  result.job_id = job.job_id;
  result.status = finish.status;
  result.seq = finish.seq;
  result.timestamp_ms = base::unix_ms(now.wall);
  result.duration_seconds = base::seconds(now.mono - job.accepted.mono);
  result.signals = std::move(job.merged.signals);
  result.truncated = job.merged.truncated;
  result.failure = finish.failure;
  for (const proto::NamedExchange& named : job.request.exchanges) {
    const auto found = job.shares.find(named.id);
    result.exchanges.push_back(found != job.shares.end() ? std::move(found->second.detail)
                                                         : lost_exchange(named));
    result.total_scanned += result.exchanges.back().markets.scanned;
  }
  if (job.request.mode == proto::ScanMode::single) {
    // The only exchange accounts for the merge, too.
    result.exchanges.front().filter_seconds += base::seconds(merging);
    merging = base::Nanos(0);
  }
  result.performance =
      performance_of(result.exchanges, job.last_share - job.accepted.mono, merging);
  result.request = std::move(job.request);
  return result;
}

}  // namespace

const std::string& CollectedJob::spelling_of(const std::string& exchange) const {
  for (const proto::NamedExchange& named : request.exchanges)
    if (named.id == exchange) return named.name;
  return exchange;
}

Collector::Collector(std::string epoch, std::size_t result_bytes_max)
    : epoch_(std::move(epoch)), result_bytes_max_(result_bytes_max) {}

template <class Pointer>
Pointer Collector::counted(Pointer found) {
  if (found == nullptr) ++counters_.unexpected;
  return found;
}

CollectedJob* Collector::running(const std::string& job_id) {
  const auto found = jobs_.find(job_id);
  return counted(found == jobs_.end() ? nullptr : &found->second);
}

const CollectedJob* Collector::begin(const command::Begin& begin) {
  const auto [place, added] =
      jobs_.try_emplace(begin.job_id, CollectedJob{.job_id = begin.job_id,
                                                   .request = begin.request,
                                                   .accepted = begin.accepted,
                                                   .last_share = begin.accepted.mono});
  return counted(added ? &place->second : nullptr);
}

const CollectedJob* Collector::find(const std::string& job_id) {
  return running(job_id);
}

ExchangeShare* Collector::add(const command::Part& part, const proto::PartialResult& partial) {
  CollectedJob* job = running(part.job_id);
  if (job == nullptr) return nullptr;
  ExchangeShare share;
  share.detail = detail_of(part, partial, job->accepted.mono, job->spelling_of(part.exchange));
  if (!partial.failure) share.signals = select_signals(job->request, partial.signals);
  return counted(add_share(*job, part.exchange, part.arrived, std::move(share)));
}

ExchangeShare* Collector::add(const command::Missing& missing) {
  CollectedJob* job = running(missing.job_id);
  if (job == nullptr) return nullptr;
  ExchangeShare share;
  share.detail = detail_of(missing, job->accepted.mono, job->spelling_of(missing.exchange));
  return counted(add_share(*job, missing.exchange, missing.at, std::move(share)));
}

void Collector::merge(const std::string& job_id) {
  CollectedJob* job = running(job_id);
  if (job == nullptr) return;
  std::vector<RankedSignals> lists;
  lists.reserve(job->shares.size());
  for (auto& [exchange, share] : job->shares)
    lists.push_back(std::move(share.signals));
  job->merged = merge_ranked(std::move(lists), job->request.limit);
}

Collector::Finished Collector::finish(const command::Finish& finish, base::Nanos merging,
                                      base::Now now) {
  auto job = jobs_.extract(finish.job_id);
  if (job.empty()) throw std::logic_error("finish of a job that never began: " + finish.job_id);
  Finished finished{result_of(std::move(job.mapped()), finish, merging, now), nullptr};
  finished.result.epoch = epoch_;
  finished.encoded = encode_within_bound(finished.result);
  return finished;
}

base::Bytes Collector::encode_within_bound(proto::ScanResult& result) {
  std::string encoded = proto::encode(result);
  if (encoded.size() > result_bytes_max_) ++counters_.results_shortened;
  while (encoded.size() > result_bytes_max_ && !result.signals.empty()) {
    // Signals make up nearly all of a result and are about equally large. Keep the share of them
    // that fits, and a little less, so that a second round is rare.
    const double share =
        0.95 * static_cast<double>(result_bytes_max_) / static_cast<double>(encoded.size());
    result.signals.resize(
        static_cast<std::size_t>(share * static_cast<double>(result.signals.size())));
    result.truncated = true;
    encoded = proto::encode(result);
  }
  return std::make_shared<const std::string>(std::move(encoded));
}

}  // namespace scand::broker
