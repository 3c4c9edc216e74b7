#include "daemon/gateway/result_cache.h"

namespace scand::daemon::gateway {

void ResultCache::keep(const FinishedScan& scan) {
  if (scan.json->size() > bytes_max_ || scans_max_ == 0) return;
  state_.with([&](State& state) {
    if (state.by_id.contains(scan.job_id)) return;
    state.scans.push_front(scan);
    state.by_id[scan.job_id] = state.scans.begin();
    state.counts.bytes += scan.json->size();
    drop_past_bounds(state);
  });
}

void ResultCache::drop_past_bounds(State& state) const {
  while (state.scans.size() > scans_max_ || state.counts.bytes > bytes_max_) {
    const FinishedScan& oldest = state.scans.back();
    state.counts.bytes -= oldest.json->size();
    ++state.counts.dropped;
    state.by_id.erase(oldest.job_id);
    state.scans.pop_back();
  }
}

std::optional<FinishedScan> ResultCache::find(const std::string& job_id) {
  return state_.with([&](State& state) -> std::optional<FinishedScan> {
    const auto found = state.by_id.find(job_id);
    if (found == state.by_id.end()) {
      ++state.counts.misses;
      return std::nullopt;
    }
    ++state.counts.hits;
    state.scans.splice(state.scans.begin(), state.scans, found->second);
    return *found->second;
  });
}

CacheCounts ResultCache::counts() const {
  return state_.with([](const State& state) {
    CacheCounts counts = state.counts;
    counts.scans = state.scans.size();
    return counts;
  });
}

}  // namespace scand::daemon::gateway
