#include "broker/results/collector.h"

#include <stdexcept>
#include <utility>

#include "proto/publications.h"

namespace scand::broker {

Collector::Collector(std::string epoch, std::size_t result_bytes_max)
    : epoch_(std::move(epoch)), result_bytes_max_(result_bytes_max) {}

template <class Pointer>
Pointer Collector::expected(Pointer found) {
  if (found == nullptr) ++counters_.unexpected;
  return found;
}

JobFold* Collector::begin(const command::Begin& begin) {
  const auto [place, added] = jobs_.try_emplace(begin.job_id, begin);
  return expected(added ? &place->second : nullptr);
}

JobFold* Collector::find(const std::string& job_id) {
  const auto found = jobs_.find(job_id);
  return expected(found == jobs_.end() ? nullptr : &found->second);
}

JobFold::Piece* Collector::part(const command::Part& part, const proto::PartialResult& partial) {
  JobFold* job = find(part.job_id);
  return job == nullptr ? nullptr : expected(job->add(part, partial));
}

JobFold::Piece* Collector::missing(const command::Missing& missing) {
  JobFold* job = find(missing.job_id);
  return job == nullptr ? nullptr : expected(job->add(missing));
}

void Collector::merge(const std::string& job_id) {
  if (JobFold* job = find(job_id)) job->merge();
}

Collector::Finished Collector::finish(const command::Finish& finish, base::Nanos merging,
                                      base::Now now) {
  auto job = jobs_.extract(finish.job_id);
  if (job.empty()) throw std::logic_error("finish of a job that never began: " + finish.job_id);
  Finished finished{job.mapped().finish(finish, epoch_, merging, now), nullptr};
  finished.encoded = encode_within_bound(finished.result);
  return finished;
}

base::Bytes Collector::encode_within_bound(proto::ScanResult& result) {
  std::string encoded = proto::encode(result);
  if (encoded.size() > result_bytes_max_) ++counters_.results_shortened;
  while (encoded.size() > result_bytes_max_ && !result.signals.empty()) {
    // Signals make up nearly all of it and are of about one size: keep the share that fits, and a
    // little less, so that this rarely goes round twice.
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
