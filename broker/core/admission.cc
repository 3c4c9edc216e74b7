#include "broker/core/admission.h"

#include <algorithm>
#include <fmt/format.h>

namespace scand::broker {
namespace {

constexpr double kNewestWeight = 0.2;   // of the newest job in the mean
constexpr double kGuessSeconds = 10.0;  // for a job, before the first one has ended
constexpr double kMinRetryMs = 100;
constexpr double kMaxRetryMs = 60'000;

}  // namespace

std::optional<proto::Refusal> Admission::refusal(const Lane& lane) const {
  const auto found = by_lane_.find(lane);
  const std::size_t own = found == by_lane_.end() ? 0 : found->second;
  if (own >= max_jobs_per_client_) {
    return proto::Refusal{
        proto::RefusalCode::busy,
        fmt::format("{} jobs of this client are unfinished, the most that one client may have "
                    "(jobs_per_client); wait for one to end",
                    own),
        "",
        retry_after_ms(own),
        std::nullopt,
        proto::BusyScope::client};
  }
  if (jobs_ < max_jobs_) return std::nullopt;
  return proto::Refusal{
      proto::RefusalCode::busy,
      fmt::format("scand has {} unfinished jobs, the most it accepts (jobs_max); try again later",
                  jobs_),
      "",
      retry_after_ms(jobs_),
      std::nullopt,
      proto::BusyScope::daemon};
}

void Admission::enter(const Lane& lane) {
  ++jobs_;
  ++by_lane_[lane];
}

void Admission::leave(const Lane& lane, std::optional<base::Nanos> took) {
  const auto found = by_lane_.find(lane);
  if (found == by_lane_.end()) return;
  --jobs_;
  if (--found->second == 0) by_lane_.erase(found);
  if (!took) return;
  const double seconds = base::seconds(*took);
  mean_seconds_ =
      mean_seconds_ <= 0 ? seconds : mean_seconds_ + kNewestWeight * (seconds - mean_seconds_);
}

// Assumes that the jobs in the way take the mean time and end evenly spread: then one of them ends
// every mean / jobs seconds, and a place is free after one such step.
std::uint64_t Admission::retry_after_ms(std::size_t jobs_in_the_way) const {
  const double mean = mean_seconds_ > 0 ? mean_seconds_ : kGuessSeconds;
  const double step_ms =
      1000 * mean / static_cast<double>(std::max<std::size_t>(jobs_in_the_way, 1));
  return static_cast<std::uint64_t>(std::clamp(step_ms, kMinRetryMs, kMaxRetryMs));
}

}  // namespace scand::broker
