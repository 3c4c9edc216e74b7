#pragma once
// A job's life as one table.
//
//     state        journaled   refused   started   ended       result_journaled
//     journaling   queued      gone      -         -           -
//     queued       -           -         running   finishing   -
//     running      -           -         running   finishing   -
//     finishing    -           -         -         -           gone
//     anything else: nothing happens, and it is counted as unexpected

#include <cstdint>
#include <optional>

#include "proto/scan_result.h"

namespace scand::broker {

enum class JobState : std::uint8_t {
  journaling,  // submitted, not acknowledged: nobody knows its id
  queued,      // acknowledged; no exchange is taken or settled
  running,
  finishing,  // its end is decided and numbered, its result not on disk
  gone        // refused, or kept as a finished job only
};

enum class JobStep : std::uint8_t { journaled, refused, started, ended, result_journaled };

// nullopt: the step does not fit the state.
[[nodiscard]] std::optional<JobState> after(JobState state, JobStep step);

// What clients see. A result that cannot be read yet is not there: the job still runs.
[[nodiscard]] proto::JobStatus visible(JobState state);

}  // namespace scand::broker
