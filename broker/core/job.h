#pragma once
// One job inside the core: what was asked, how far each exchange is, how it will end.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "broker/core/client_ref.h"
#include "broker/core/events.h"
#include "broker/core/idempotency.h"
#include "broker/core/job_state.h"
#include "broker/core/task_table.h"
#include "lib/base/clock.h"
#include "proto/error_kind.h"
#include "proto/progress.h"
#include "proto/scan_result.h"

namespace scand::broker {

// One exchange of a job. It is settled once: with a Part (done, or failed by its own account) or a
// Missing (failed).
struct JobExchange {
  enum class State : std::uint8_t { queued, running, done, failed };
  std::string name;  // as the client spelled it
  std::string id;    // canonical
  State state = State::queued;
  TaskId task = 0;  // that it waits for; 0: none
  proto::TaskProgress progress;
  std::uint32_t attempts = 0;             // of the task, begun
  std::optional<base::MonoTime> started;  // of its latest attempt
  std::optional<proto::Failure> failure;  // with failed
  [[nodiscard]] bool settled() const { return state == State::done || state == State::failed; }
};

struct Job {
  JobNo no = 0;
  std::string id;
  RequestPtr request;
  Lane lane;
  base::Now accepted;            // the moment of its submission; the deadline counts from it
  base::MonoTime deadline;       // of the job
  base::MonoTime task_deadline;  // of its tasks: a little earlier
  JobState state = JobState::journaling;
  std::vector<ClientRef> submitters;  // who wait for the acknowledgement
  std::vector<JobExchange> exchanges;
  bool deadline_cut = false;  // its deadline has passed, or has ended an exchange
  // Set when it ends.
  std::optional<proto::JobStatus> status;
  std::uint64_t seq = 0;
  // Pacing of snapshots.
  bool progress_due = false;  // something changed since the last one
  base::MonoTime progress_not_before;

  [[nodiscard]] bool live() const {
    return state == JobState::queued || state == JobState::running;
  }
  [[nodiscard]] std::size_t settled() const {
    std::size_t count = 0;
    for (const JobExchange& one : exchanges)
      count += one.settled() ? 1 : 0;
    return count;
  }
};

}  // namespace scand::broker
