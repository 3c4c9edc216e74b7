#include "tests/sim/limits_server.h"

#include <algorithm>
#include <utility>

namespace scand::lib::sim {
namespace {

using namespace std::chrono_literals;

constexpr int kStrikesToBan = 3;
// Calls that left before the refusal came back are not held against us.
constexpr base::Nanos kInFlight = 1s;

}  // namespace

LimitsServer::LimitsServer(std::string group, std::vector<exchange::Bucket> buckets)
    : group_(std::move(group)) {
  for (exchange::Bucket& bucket : buckets) {
    const std::string name = bucket.name;
    meters_[name].spec = std::move(bucket);
  }
}

void LimitsServer::count(Meter& meter, double units, base::MonoTime at) {
  const std::int64_t window_no = at.time_since_epoch() / meter.spec.window;
  if (window_no != std::exchange(meter.window_no, window_no)) meter.in_fixed = 0;
  meter.in_fixed += units;
  meter.sliding.emplace_back(at, units);
  meter.in_sliding += units;
  meter.largest = std::max(meter.largest, units);
  while (meter.sliding.front().first + meter.spec.window <= at) {
    meter.in_sliding -= meter.sliding.front().second;
    meter.sliding.pop_front();
  }
  const double most = std::max(meter.in_fixed, meter.in_sliding);
  double& peak = totals_.peak[meter.spec.name];
  peak = std::max(peak, most / meter.spec.limit);
  if (most > meter.spec.limit + 1e-6) ++totals_.over_limit;
  totals_.units[meter.spec.name] += units;
}

// What others have used so far in the present fixed window, evenly spread over it.
double LimitsServer::others_in(const Meter& meter, base::MonoTime at) const {
  const auto into = at.time_since_epoch() % meter.spec.window;
  return others_ * meter.spec.limit * (base::seconds(into) / base::seconds(meter.spec.window));
}

rate::Feedback LimitsServer::feedback_of(const Meter& meter, base::MonoTime at) const {
  rate::Feedback feedback;
  feedback.bucket = meter.spec.name;
  const double used = meter.in_fixed + others_in(meter, at);
  if (!meter.spec.used_header.empty()) feedback.used = used;
  if (!meter.spec.remaining_header.empty())
    feedback.remaining = std::max(0.0, meter.spec.limit - used);
  if (!meter.spec.limit_header.empty()) feedback.limit = meter.spec.limit;
  if (!meter.spec.reset_header.empty())
    feedback.reset_in = meter.spec.window - at.time_since_epoch() % meter.spec.window;
  return feedback;
}

LimitsServer::Reply LimitsServer::arrive(const rate::Cost& cost, base::MonoTime at) {
  ++totals_.calls;
  Reply reply;
  if (at < held_until_) {
    if (at > refused_at_ + kInFlight) {
      ++totals_.during_hold;
      if (++strikes_ >= kStrikesToBan) {
        ++totals_.bans;
        strikes_ = 0;
        held_until_ = at + 10min;
      }
    }
    reply.status = 429;
    reply.retry_after = held_until_ - at;
    return reply;
  }
  strikes_ = 0;
  for (const auto& [name, units] : cost) {
    Meter& meter = meters_.at(name);
    count(meter, units, at);
    if (meter.in_fixed + others_in(meter, at) > meter.spec.limit) reply.status = 429;
    const rate::Feedback feedback = feedback_of(meter, at);
    if (feedback.used || feedback.remaining || feedback.limit || feedback.reset_in)
      reply.feedback.push_back(feedback);
  }
  if (reply.status != 429) return reply;
  ++totals_.refused;
  reply.retry_after = 10s;
  refused_at_ = at;
  held_until_ = at + reply.retry_after;
  return reply;
}

}  // namespace scand::lib::sim
