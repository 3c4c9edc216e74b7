#pragma once
// Folds the partial results of each running job into its one result: filters and ranks the signals,
// works out the metrics, and at the end encodes the result as msgpack. The collector decides
// nothing. The core decides when a job begins and ends, and sends its commands in order.
//
// Pure: no thread, socket or clock. Times are arguments; the caller (collector_loop) measures how
// long filtering and merging take and passes that in. Not thread-safe.
//
// A command that fits no running job is a fault of scand: it is counted and otherwise ignored.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "broker/core/commands.h"
#include "broker/results/filter.h"
#include "lib/base/bytes.h"
#include "lib/base/clock.h"
#include "proto/partial_result.h"
#include "proto/scan_result.h"

namespace scand::broker {

// What one exchange contributed to a job, or the failure that took its place.
struct ExchangeShare {
  proto::ExchangeDetail detail;
  RankedSignals signals;  // after the job's filters
};

// A job between its Begin and its Finish.
struct CollectedJob {
  std::string job_id;
  proto::ScanRequest request;
  base::Now accepted;
  std::map<std::string, ExchangeShare> shares = {};  // by the exchange's canonical id
  base::MonoTime last_share;                         // when the newest share arrived
  RankedSignals merged = {};                         // set by Collector::merge()

  // The exchange as the client spelled it; its canonical id if the request does not name it.
  [[nodiscard]] const std::string& spelling_of(const std::string& exchange) const;
};

class Collector {
 public:
  struct Counters {
    std::uint64_t unexpected = 0;         // commands that fit no running job
    std::uint64_t results_shortened = 0;  // over the size bound: the weakest signals were cut
  };
  struct Finished {
    proto::ScanResult result;
    base::Bytes encoded;  // msgpack, at most result_bytes_max
  };

  // `epoch` goes into every result, next to its sequence number.
  Collector(std::string epoch, std::size_t result_bytes_max);

  // Pointers that these return are valid until the job's finish(). nullptr: the job is not running
  // (for begin(): it is running already), the request does not name the exchange, or its
  // share has arrived already.
  const CollectedJob* begin(const command::Begin& begin);
  const CollectedJob* find(const std::string& job_id);
  // Each exchange of the request comes once, as a Part or as a Missing. The caller adds the time
  // that filtering took to the share's `detail.filter_seconds`.
  ExchangeShare* add(const command::Part& part, const proto::PartialResult& partial);
  ExchangeShare* add(const command::Missing& missing);

  // First merge(), which ranks and cuts the job's signals, then finish() with the time that
  // merge() took, so that the result can report it. finish() of a job that never began throws
  // std::logic_error. An exchange without a share is reported as an internal failure.
  void merge(const std::string& job_id);
  [[nodiscard]] Finished finish(const command::Finish& finish, base::Nanos merging, base::Now now);

  [[nodiscard]] std::size_t jobs() const { return jobs_.size(); }
  [[nodiscard]] const Counters& counters() const { return counters_; }

 private:
  template <class Pointer>
  Pointer counted(Pointer found);
  CollectedJob* running(const std::string& job_id);
  base::Bytes encode_within_bound(proto::ScanResult& result);

  const std::string epoch_;
  const std::size_t result_bytes_max_;
  std::map<std::string, CollectedJob> jobs_;  // by job id; the core bounds their number
  Counters counters_;
};

}  // namespace scand::broker
