#include "daemon/gateway/result_cache.h"

#include <utility>

namespace scand::daemon::gateway {

FinishedScan ResultCache::keep(FinishedScan scan) {
  auto counted =
      std::make_shared<http::GzipCache>([state = std::weak_ptr(state_), id = scan.job_id] {
        if (const auto there = state.lock())
          there->with([&](State& of) { of.count_compressed(id); });
      });
  return state_->with([&](State& state) {
    if (scan.json->size() > state.bytes_max || state.scans_max == 0) return std::move(scan);
    if (const auto known = state.by_id.find(scan.job_id); known != state.by_id.end())
      return known->second->scan;
    scan.gzip = std::move(counted);
    state.scans.push_front({scan});
    state.by_id[scan.job_id] = state.scans.begin();
    state.counts.bytes += scan.json->size();
    state.drop_past_bounds();
    return std::move(scan);
  });
}

// The scan may have been dropped before it was compressed, and even kept again as another copy.
void ResultCache::State::count_compressed(const std::string& job_id) {
  const auto found = by_id.find(job_id);
  if (found == by_id.end()) return;
  Kept& kept = *found->second;
  const std::size_t bytes = kept.scan.gzip->bytes();
  counts.bytes += bytes - kept.compressed_bytes;
  counts.compressed_bytes += bytes - kept.compressed_bytes;
  kept.compressed_bytes = bytes;
  drop_past_bounds();
}

void ResultCache::State::drop_past_bounds() {
  while (scans.size() > scans_max || counts.bytes > bytes_max) {
    const Kept& oldest = scans.back();
    counts.bytes -= oldest.bytes();
    counts.compressed_bytes -= oldest.compressed_bytes;
    ++counts.dropped;
    by_id.erase(oldest.scan.job_id);
    scans.pop_back();
  }
}

std::optional<FinishedScan> ResultCache::find(const std::string& job_id) {
  return state_->with([&](State& state) -> std::optional<FinishedScan> {
    const auto found = state.by_id.find(job_id);
    if (found == state.by_id.end()) {
      ++state.counts.misses;
      return std::nullopt;
    }
    ++state.counts.hits;
    state.scans.splice(state.scans.begin(), state.scans, found->second);
    return found->second->scan;
  });
}

CacheCounts ResultCache::counts() const {
  return state_->with([](const State& state) {
    CacheCounts counts = state.counts;
    counts.scans = state.scans.size();
    return counts;
  });
}

}  // namespace scand::daemon::gateway
