#pragma once
// How a job ends: its final status, and the failures that clients read, for the job and for each
// exchange without a result. Pure.

#include <optional>
#include <string>

#include "broker/core/job.h"
#include "proto/error_kind.h"
#include "proto/scan_result.h"

namespace scand::broker {

// For a job whose exchanges are all settled. The first of these that holds:
//   cancelled   the caller says so
//   complete    every exchange succeeded
//   partial     some exchange succeeded
//   timeout     none succeeded, and the deadline has passed or has ended an exchange (a worker
//               reports its timeout a little before the job's own deadline)
//   failed      none succeeded
[[nodiscard]] proto::JobStatus final_status(const Job& job, bool cancelled);

// Why the job has no result at all. nullopt for complete and partial, and for cancelled, whose
// reason the caller knows.
[[nodiscard]] std::optional<proto::Failure> final_failure(const Job& job, proto::JobStatus status);

// Why one exchange of a job has no result.
[[nodiscard]] proto::Failure missed_deadline(const Job& job, const JobExchange& exchange,
                                             base::MonoTime now);
// `last`: what happened to the last worker; empty: unknown.
[[nodiscard]] proto::Failure worker_lost(const JobExchange& exchange, const std::string& last);
[[nodiscard]] proto::Failure empty_answer(const JobExchange& exchange);
// The same failure, with the exchange's name before the message.
[[nodiscard]] proto::Failure with_name(const JobExchange& exchange, const proto::Failure& failure);

}  // namespace scand::broker
