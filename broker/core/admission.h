#pragma once
// Which jobs are let in: so many at once, and so many from one lane. Past a bound the refusal says
// when to come back.

#include <cstddef>
#include <map>
#include <optional>

#include "broker/core/client_ref.h"
#include "lib/base/clock.h"
#include "proto/messages.h"

namespace scand::broker {

class Admission {
 public:
  Admission(std::size_t max_jobs, std::size_t max_jobs_per_client)
      : max_jobs_(max_jobs), max_jobs_per_client_(max_jobs_per_client) {}

  // Why a job of the lane cannot come in now; nullopt: it can.
  [[nodiscard]] std::optional<proto::Refusal> refusal(const Lane& lane) const;
  void enter(const Lane& lane);
  // `took`: what the job needed from entering to leaving; nullopt when it never ran.
  void leave(const Lane& lane, std::optional<base::Nanos> took);
  [[nodiscard]] std::size_t inside() const { return inside_; }

 private:
  [[nodiscard]] std::uint64_t retry_after_ms(std::size_t jobs_in_the_way) const;

  std::size_t max_jobs_;
  std::size_t max_jobs_per_client_;
  std::size_t inside_ = 0;
  std::map<Lane, std::size_t> by_lane_;  // only lanes with jobs inside
  double mean_seconds_ = 0;              // what a job takes, weighted to the newest; 0: unknown
};

}  // namespace scand::broker
