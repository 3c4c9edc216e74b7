#pragma once
// One job's partials, folded as they come, until its one result. Pure: times are arguments.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "broker/core/commands.h"
#include "broker/results/filter.h"
#include "lib/base/clock.h"
#include "proto/partial_result.h"
#include "proto/scan_result.h"

namespace scand::broker {

class JobFold {
 public:
  // One exchange's share of the job, once it is there.
  struct Piece {
    proto::ExchangeDetail detail;
    Kept kept;
  };

  explicit JobFold(const command::Begin& begin);

  // Each exchange of the request comes once, as either; nullptr for one that is not in it or was
  // there already. The piece is the fold's, until the result is made.
  Piece* add(const command::Part& part, const proto::PartialResult& partial);
  Piece* add(const command::Missing& missing);

  // Sorts and cuts what was kept. Apart from finish(), so that its time can be in the result.
  void merge();
  // Call once, after merge(). An exchange that never came is reported as an internal failure.
  [[nodiscard]] proto::ScanResult finish(const command::Finish& finish, const std::string& epoch,
                                         base::Nanos merging, base::Now now);

  [[nodiscard]] const proto::ScanRequest& request() const { return request_; }
  [[nodiscard]] base::Now accepted() const { return accepted_; }
  // As the client spelled it; the canonical id when it is not of this job.
  [[nodiscard]] const std::string& spelled(const std::string& exchange) const;

 private:
  Piece* keep_piece(const std::string& exchange, base::MonoTime at, Piece&& piece);

  const std::string job_id_;
  const proto::ScanRequest request_;
  const base::Now accepted_;
  std::map<std::string, Piece> pieces_;  // by canonical id
  base::MonoTime last_partial_;
  Kept merged_;
};

}  // namespace scand::broker
