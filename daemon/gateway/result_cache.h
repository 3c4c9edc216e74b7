#pragma once
// Finished scans as they were rendered. A result never changes, so it is read again without asking
// the broker. Bounded by count and by bytes, compressed forms included; the least recently used
// scan goes first. Thread-safe.

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "daemon/http/gzip.h"
#include "lib/base/guarded.h"
#include "proto/scan_result.h"

namespace scand::daemon::gateway {

struct FinishedScan {
  std::string job_id;
  proto::JobStatus status = proto::JobStatus::complete;
  bool single = false;                      // mode
  std::string error;                        // why there is nothing; else empty
  std::shared_ptr<const std::string> json;  // the result
  std::shared_ptr<http::GzipCache> gzip;    // its compressed form, made when first needed
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

  // Returns the scan as the cache keeps it; answer with that, so that its compressed form is
  // counted. A scan that exceeds the bound by itself is returned but not kept.
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
    std::list<Kept> scans;  // the most recently used one first
    std::map<std::string, std::list<Kept>::iterator> by_id;
    CacheCounts counts;
    std::size_t scans_max, bytes_max;

    void count_compressed(const std::string& job_id);
    void drop_past_bounds();
  };
  using Shared = base::Guarded<State>;

  // Shared with the GzipCaches, which report their size even after the cache has ended.
  const std::shared_ptr<Shared> state_;
};

}  // namespace scand::daemon::gateway
