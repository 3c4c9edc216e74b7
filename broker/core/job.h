#pragma once
// A job inside the core: the request, its state, the progress of each exchange, and the views of it
// that clients get (status, snapshot, summary). Plain data; JobTable owns the jobs, Intake and
// JobRunner change them.
//
// A job's life as one table. An empty field means that the step does not fit the state: nothing
// changes, and the core counts it as unexpected.
//
//     state        journaled   refused   started   ended       result_journaled
//     journaling   queued      removed
//     queued                             running   finishing
//     running                            running   finishing
//     finishing                                                removed

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "broker/core/client_ref.h"
#include "broker/core/task_table.h"
#include "lib/base/clock.h"
#include "proto/daemon_status.h"
#include "proto/error_kind.h"
#include "proto/progress.h"
#include "proto/scan_request.h"
#include "proto/scan_result.h"

namespace scand::broker {

enum class JobState : std::uint8_t {
  journaling,  // submitted, not yet acknowledged: no client knows its id
  queued,      // acknowledged; no exchange has started or is settled
  running,     // a worker has taken at least one exchange
  finishing,   // the end is decided and numbered, the result is not on disk yet
  removed      // refused, or kept only as a FinishedJob
};

enum class JobStep : std::uint8_t { journaled, refused, started, ended, result_journaled };

// nullopt: the step does not fit the state.
[[nodiscard]] std::optional<JobState> next_state(JobState state, JobStep step);

// The status that clients see. A finishing job still shows as running, because its
// result cannot be read yet.
[[nodiscard]] proto::JobStatus public_status(JobState state);

// One exchange of a job. It is settled exactly once: by a Part (done, or failed as the worker
// reported) or by a Missing (failed).
struct JobExchange {
  enum class State : std::uint8_t { queued, running, done, failed };
  std::string name;  // as the client spelled it
  std::string id;    // canonical
  State state = State::queued;
  TaskId task = 0;  // the task that scans it; 0: none
  proto::TaskProgress progress;
  std::uint32_t attempts = 0;             // started, of the task
  std::optional<base::MonoTime> started;  // the latest attempt; none while it waits for one
  std::optional<proto::Failure> failure;  // set with failed
  [[nodiscard]] bool settled() const { return state == State::done || state == State::failed; }
};

// Shared by the job, its idempotency key and the FinishedJob that replaces it.
using RequestPtr = std::shared_ptr<const proto::ScanRequest>;

struct Job {
  JobNo no = 0;
  std::string id;
  RequestPtr request;
  Lane lane;                     // the client whose work it is
  base::Now accepted;            // when it was submitted; the deadline counts from here
  base::MonoTime deadline;       // the job's own
  base::MonoTime task_deadline;  // its tasks', a little earlier (CoreConfig::task_margin_max)
  JobState state = JobState::journaling;
  std::vector<ClientRef> submitters;  // clients that wait for the acknowledgement
  std::vector<JobExchange> exchanges;
  bool hit_deadline = false;  // the deadline has passed, or an exchange has failed because of it

  // Set when the job ends.
  std::optional<proto::JobStatus> status;
  std::uint64_t seq = 0;

  // Pacing of progress snapshots (JobRunner::emit_progress).
  bool progress_pending = false;  // something changed since the last snapshot
  base::MonoTime next_progress_at;

  // Acknowledged and not ended.
  [[nodiscard]] bool active() const {
    return state == JobState::queued || state == JobState::running;
  }
  [[nodiscard]] std::size_t settled_count() const;
};

// The progress of every exchange at once, as subscribers get it. Linear in exchanges.
[[nodiscard]] proto::JobProgress progress_snapshot(const Job& job, base::MonoTime now);

using proto::JobSummary;

// One line about an unfinished job, for lists: it has no seq, and its status is not final.
[[nodiscard]] JobSummary summarise(const Job& job);

}  // namespace scand::broker
