#pragma once
// How a job ends, and what its failures say: the words that a user reads.

#include <optional>
#include <string>

#include "broker/core/job.h"
#include "proto/error_kind.h"
#include "proto/scan_result.h"

namespace scand::broker {

// Of a job whose exchanges are all settled. The first that holds: cancelled, complete, partial,
// timeout, failed. A job is `timeout` when none succeeded and its deadline has passed, or has ended
// one of them already, by the worker's own report a little before.
[[nodiscard]] proto::JobStatus final_status(const Job& job, bool cancelled);

// Why the whole job has nothing; nullopt for complete and partial (and cancelled, whose cause its
// canceller knows).
[[nodiscard]] std::optional<proto::Failure> final_failure(const Job& job, proto::JobStatus status);

// Why one exchange of a job has nothing.
[[nodiscard]] proto::Failure missed_deadline(const Job& job, const JobExchange& exchange,
                                             base::MonoTime now);
[[nodiscard]] proto::Failure worker_lost(const JobExchange& exchange, const std::string& last);
[[nodiscard]] proto::Failure empty_answer(const JobExchange& exchange);
[[nodiscard]] proto::Failure in_name_of(const JobExchange& exchange, const proto::Failure& why);

}  // namespace scand::broker
