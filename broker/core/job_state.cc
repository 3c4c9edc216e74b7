#include "broker/core/job_state.h"

#include <array>

namespace scand::broker {
namespace {

struct Row {
  JobState from;
  JobStep step;
  JobState to;
};

constexpr std::array kTable{
    Row{JobState::journaling, JobStep::journaled, JobState::queued},
    Row{JobState::journaling, JobStep::refused, JobState::gone},
    Row{JobState::queued, JobStep::started, JobState::running},
    Row{JobState::queued, JobStep::ended, JobState::finishing},
    Row{JobState::running, JobStep::started, JobState::running},
    Row{JobState::running, JobStep::ended, JobState::finishing},
    Row{JobState::finishing, JobStep::result_journaled, JobState::gone},
};

}  // namespace

std::optional<JobState> after(JobState state, JobStep step) {
  for (const Row& row : kTable) {
    if (row.from == state && row.step == step) return row.to;
  }
  return std::nullopt;
}

proto::JobStatus visible(JobState state) {
  const bool queued = state == JobState::journaling || state == JobState::queued;
  return queued ? proto::JobStatus::queued : proto::JobStatus::running;
}

}  // namespace scand::broker
