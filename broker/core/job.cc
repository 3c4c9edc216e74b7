#include "broker/core/job.h"

#include <algorithm>
#include <array>

namespace scand::broker {
namespace {

struct Transition {
  JobState from;
  JobStep step;
  JobState to;
};

constexpr std::array kTransitions{
    Transition{JobState::journaling, JobStep::journaled, JobState::queued},
    Transition{JobState::journaling, JobStep::refused, JobState::removed},
    Transition{JobState::queued, JobStep::started, JobState::running},
    Transition{JobState::queued, JobStep::ended, JobState::finishing},
    Transition{JobState::running, JobStep::started, JobState::running},
    Transition{JobState::running, JobStep::ended, JobState::finishing},
    Transition{JobState::finishing, JobStep::result_journaled, JobState::removed},
};

std::size_t count(const Job& job, JobExchange::State state) {
  return static_cast<std::size_t>(std::ranges::count(job.exchanges, state, &JobExchange::state));
}

// A running exchange shows the stage that its worker reported last.
proto::ExchangeProgress::State shown_state(const JobExchange& exchange) {
  using Shown = proto::ExchangeProgress::State;
  switch (exchange.state) {
    case JobExchange::State::queued:
      return Shown::queued;
    case JobExchange::State::done:
      return Shown::done;
    case JobExchange::State::failed:
      return Shown::failed;
    case JobExchange::State::running:
      break;
  }
  return exchange.progress.stage == proto::TaskProgress::Stage::init ? Shown::init : Shown::scan;
}

}  // namespace

std::optional<JobState> next_state(JobState state, JobStep step) {
  for (const Transition& row : kTransitions) {
    if (row.from == state && row.step == step) return row.to;
  }
  return std::nullopt;
}

proto::JobStatus public_status(JobState state) {
  const bool queued = state == JobState::journaling || state == JobState::queued;
  return queued ? proto::JobStatus::queued : proto::JobStatus::running;
}

std::size_t Job::settled_count() const {
  return static_cast<std::size_t>(std::ranges::count_if(exchanges, &JobExchange::settled));
}

proto::JobProgress progress_snapshot(const Job& job, base::MonoTime now) {
  proto::JobProgress progress;
  progress.job_id = job.id;
  progress.elapsed_seconds = base::seconds(now - job.accepted.mono);
  progress.exchanges.reserve(job.exchanges.size());
  for (const JobExchange& exchange : job.exchanges) {
    progress.exchanges.push_back(
        {exchange.name, shown_state(exchange), exchange.progress.done, exchange.progress.total});
  }
  return progress;
}

JobSummary summarise(const Job& job) {
  JobSummary summary;
  summary.job_id = job.id;
  summary.status = public_status(job.state);
  summary.priority = job.request->priority;
  summary.timeframe = job.request->timeframe;
  summary.accepted_ms = base::unix_ms(job.accepted.wall);
  summary.deadline_seconds = job.request->deadline_seconds;
  summary.exchanges = job.exchanges.size();
  summary.done = count(job, JobExchange::State::done);
  summary.failed = count(job, JobExchange::State::failed);
  return summary;
}

}  // namespace scand::broker
