#pragma once
// The collector: folds what the core sends of each job, in order, and at `finish` encodes its one
// result. It decides nothing: the core owns what is true. Pure: no thread, socket or clock; the
// shell (collector_loop) measures the time that folding takes and passes it in.

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "broker/core/commands.h"
#include "broker/results/job_fold.h"
#include "lib/base/bytes.h"
#include "proto/partial_result.h"
#include "proto/scan_result.h"

namespace scand::broker {

struct CollectorCounters {
  std::uint64_t unexpected = 0;         // commands that fit no job: a fault of scand
  std::uint64_t results_shortened = 0;  // over the size bound: the weakest signals left out
};

class Collector {
 public:
  struct Finished {
    proto::ScanResult result;
    base::Bytes encoded;  // msgpack, at most result_bytes_max
  };

  Collector(std::string epoch, std::size_t result_bytes_max);

  // nullptr when the command fits no job, or no exchange of it that is still open. What is returned
  // is valid until the job's finish().
  JobFold* begin(const command::Begin& begin);
  JobFold* find(const std::string& job_id);
  JobFold::Piece* part(const command::Part& part, const proto::PartialResult& partial);
  JobFold::Piece* missing(const command::Missing& missing);

  // First merge(), then finish() with the time that it took; both on a job that find() finds.
  void merge(const std::string& job_id);
  [[nodiscard]] Finished finish(const command::Finish& finish, base::Nanos merging, base::Now now);

  [[nodiscard]] std::size_t jobs() const { return jobs_.size(); }
  [[nodiscard]] const CollectorCounters& counters() const { return counters_; }

 private:
  template <class Pointer>
  Pointer expected(Pointer found);
  base::Bytes encode_within_bound(proto::ScanResult& result);

  const std::string epoch_;
  const std::size_t result_bytes_max_;
  std::map<std::string, JobFold> jobs_;
  CollectorCounters counters_;
};

}  // namespace scand::broker
