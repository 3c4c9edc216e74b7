#pragma once
// Which jobs are admitted: at most so many at once, and so many of one client (lane). Past a bound
// the client gets the refusal `busy`, with a message that says which bound it is and an estimate of
// when to come back. broker/front/README.md lists every other reason for `busy`.
//
// A job counts from its submission until its result is on disk. Intake is the only caller. Every
// operation is logarithmic in lanes.

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

  // Why a job of this lane cannot be admitted now; nullopt: it can.
  [[nodiscard]] std::optional<proto::Refusal> refusal(const Lane& lane) const;
  // Counts a job, whatever the bounds: a job restored from the journal is never refused.
  void enter(const Lane& lane);
  // `took`: the time from enter to leave; nullopt for a job that never ran.
  void leave(const Lane& lane, std::optional<base::Nanos> took);
  [[nodiscard]] std::size_t jobs() const { return jobs_; }

 private:
  [[nodiscard]] std::uint64_t retry_after_ms(std::size_t jobs_in_the_way) const;

  std::size_t max_jobs_;
  std::size_t max_jobs_per_client_;
  std::size_t jobs_ = 0;
  std::map<Lane, std::size_t> by_lane_;  // only lanes that have jobs
  double mean_seconds_ = 0;              // of a job, weighted towards the newest; 0: unknown
};

}  // namespace scand::broker
