#include "broker/core/admission.h"

#include <algorithm>
#include <fmt/format.h>

namespace scand::broker {
namespace {

constexpr double kWeight = 0.2;       // of the newest job
constexpr double kFirstGuess = 10.0;  // seconds a job takes, before one has ended
constexpr double kLeastWaitMs = 100;
constexpr double kMostWaitMs = 60'000;

}  // namespace

std::optional<proto::Refusal> Admission::refusal(const Lane& lane) const {
  const auto found = by_lane_.find(lane);
  const std::size_t own = found == by_lane_.end() ? 0 : found->second;
  if (own >= max_jobs_per_client_) {
    return proto::Refusal{
        proto::RefusalCode::busy,
        fmt::format("{} jobs of this client are unfinished, the most that one client may have; "
                    "wait for one to end",
                    own),
        "",
        retry_after_ms(own),
        std::nullopt,
        proto::BusyScope::client};
  }
  if (inside_ < max_jobs_) return std::nullopt;
  return proto::Refusal{
      proto::RefusalCode::busy,
      fmt::format("scand has {} unfinished jobs, as many as it takes; come back later", inside_),
      "",
      retry_after_ms(inside_),
      std::nullopt,
      proto::BusyScope::daemon};
}

void Admission::enter(const Lane& lane) {
  ++inside_;
  ++by_lane_[lane];
}

void Admission::leave(const Lane& lane, std::optional<base::Nanos> took) {
  const auto found = by_lane_.find(lane);
  if (found == by_lane_.end()) return;
  --inside_;
  if (--found->second == 0) by_lane_.erase(found);
  if (!took) return;
  const double seconds = base::seconds(*took);
  mean_seconds_ =
      mean_seconds_ <= 0 ? seconds : mean_seconds_ + kWeight * (seconds - mean_seconds_);
}

// Jobs that each take a mean time, spread evenly, leave at equal steps.
std::uint64_t Admission::retry_after_ms(std::size_t jobs_in_the_way) const {
  const double mean = mean_seconds_ > 0 ? mean_seconds_ : kFirstGuess;
  const double step_ms =
      1000 * mean / static_cast<double>(std::max<std::size_t>(jobs_in_the_way, 1));
  return static_cast<std::uint64_t>(std::clamp(step_ms, kLeastWaitMs, kMostWaitMs));
}

}  // namespace scand::broker
