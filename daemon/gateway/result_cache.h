#pragma once
// Finished scans as they were rendered: a result never changes, so who asks again is answered
// without asking the broker. Bounded by count and bytes; what was asked for longest ago goes first.
// Thread-safe.

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "daemon/gateway/gzip.h"
#include "lib/base/guarded.h"
#include "proto/scan_result.h"

namespace scand::daemon::gateway {

struct FinishedScan {
  std::string job_id;
  proto::JobStatus status = proto::JobStatus::complete;
  bool single = false;                      // mode
  std::string error;                        // why there is nothing; else empty
  std::shared_ptr<const std::string> json;  // the result
  std::shared_ptr<GzipCache> gzip;          // ... compressed, once somebody asks for that
};

struct CacheCounts {
  std::uint64_t hits = 0, misses = 0, dropped = 0;
  std::size_t scans = 0, bytes = 0;  // now
};

class ResultCache {
 public:
  ResultCache(std::size_t scans_max, std::size_t bytes_max)
      : scans_max_(scans_max), bytes_max_(bytes_max) {}

  // One that is too large by itself is not kept.
  void keep(const FinishedScan& scan);
  [[nodiscard]] std::optional<FinishedScan> find(const std::string& job_id);
  [[nodiscard]] CacheCounts counts() const;

 private:
  struct State {
    std::list<FinishedScan> scans;  // asked for last: first
    std::map<std::string, std::list<FinishedScan>::iterator> by_id;
    CacheCounts counts;
  };
  void drop_past_bounds(State& state) const;

  const std::size_t scans_max_;
  const std::size_t bytes_max_;
  base::Guarded<State> state_;
};

}  // namespace scand::daemon::gateway
