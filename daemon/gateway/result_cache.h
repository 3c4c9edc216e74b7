#pragma once
// Finished scans as they were rendered: a result never changes, so who asks again is answered
// without asking the broker. Bounded by count and by bytes, compressed forms among them; what was
// asked for longest ago goes first. Thread-safe.

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
  std::size_t compressed_bytes = 0;  // of these
};

class ResultCache {
 public:
  ResultCache(std::size_t scans_max, std::size_t bytes_max)
      : state_(std::make_shared<Shared>(State{{}, {}, {}, scans_max, bytes_max})) {}

  // Returns the scan as it is kept, to answer with: its compressed form counts from when it is
  // made. One that is too large by itself is not kept.
  FinishedScan keep(FinishedScan scan);
  [[nodiscard]] std::optional<FinishedScan> find(const std::string& job_id);
  [[nodiscard]] CacheCounts counts() const;

 private:
  struct Kept {
    FinishedScan scan;
    std::size_t compressed_bytes = 0;  // counted
    [[nodiscard]] std::size_t bytes() const { return scan.json->size() + compressed_bytes; }
  };
  struct State {
    std::list<Kept> scans;  // asked for last: first
    std::map<std::string, std::list<Kept>::iterator> by_id;
    CacheCounts counts;
    std::size_t scans_max, bytes_max;

    void count_compressed(const std::string& job_id);
    void drop_past_bounds();
  };
  using Shared = base::Guarded<State>;

  // Shared with the compressed forms that are still to be made, for answers under way.
  const std::shared_ptr<Shared> state_;
};

}  // namespace scand::daemon::gateway
