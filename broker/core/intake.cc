#include "broker/core/intake.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "broker/core/refusals.h"
#include "proto/limits.h"

namespace scand::broker {
namespace {

// A deadline that is not a positive number ends the job at once.
base::Nanos deadline_of(const proto::ScanRequest& request) {
  const double asked = request.deadline_seconds;
  if (!(asked > 0)) return base::Nanos(0);
  return base::nanos(std::min(asked, proto::kDeadlineSecondsMax));
}

// See CoreConfig::task_margin_max.
base::Nanos task_margin(const CoreConfig& config, base::Nanos deadline) {
  return std::min(config.task_margin_max,
                  base::nanos(base::seconds(deadline) * config.task_margin_share));
}

// When an earlier process accepted a job, on this process's monotonic clock. Never later than now,
// even if the wall clock went back in between.
base::Now accepted_at(std::int64_t accepted_ms, base::Now now) {
  const base::WallTime wall = std::min(base::from_unix_ms(accepted_ms), now.wall);
  return {now.mono - (now.wall - wall), wall};
}

}  // namespace

Intake::Intake(const CoreConfig& config, Timers& timers, CoreCounters& counters, JobTable& jobs,
               const FinishedJobs& finished, Idempotency& keys, JobRunner& runner,
               const Ranking& ranking)
    : config_(config),
      timers_(timers),
      counters_(counters),
      jobs_(jobs),
      finished_(finished),
      keys_(keys),
      runner_(runner),
      ranking_(ranking),
      admission_(config.max_jobs, config.max_jobs_per_client),
      ids_(config.seed) {}

void Intake::submit(Turn& turn, event::Submit submit) {
  const auto found = keys_.look_up(submit.request);
  if (found.match == Idempotency::Match::conflict) {
    return refuse(turn, counters_, submit.client,
                  request_id_taken(submit.request.request_id, found.job_id));
  }
  if (found.match == Idempotency::Match::same) return answer_repeat(turn, submit, found.job_id);
  if (closed_) return refuse(turn, counters_, submit.client, shutting_down());
  const Lane lane = lane_of(submit.client);
  if (auto full = admission_.refusal(lane)) {
    return refuse(turn, counters_, submit.client, std::move(*full));
  }
  choose_exchanges(submit.request);
  Job made = make_job(ids_.next(turn.now.wall), std::move(submit.request), turn.now);
  made.lane = lane;
  made.submitters.push_back(std::move(submit.client));
  admission_.enter(lane);
  const Job& job = jobs_.add(std::move(made));
  keys_.remember(job.id, job.request);
  timers_.set({TimerKind::job_deadline, job.no}, job.deadline);  // even the journal gets no longer
  turn.emit(command::JournalJob{job.id, *job.request, base::unix_ms(job.accepted.wall)});
}

// Done at submission, not when the job begins: the journal must hold exactly what will run, in this
// process or in a later one.
void Intake::choose_exchanges(proto::ScanRequest& request) const {
  const CircuitBreaker& circuits = runner_.scheduler().circuits();
  choose_fastest(request, ranking_.best_first(), [&](const std::string& exchange) {
    return circuits.is_open({exchange, request.market});
  });
}

// The job is known under the same requestId: finished, acknowledged, or still at the journal.
void Intake::answer_repeat(Turn& turn, const event::Submit& submit, const std::string& job_id) {
  if (const FinishedJob* finished = finished_.find(job_id)) {
    ++counters_.jobs_repeated;
    turn.emit(command::ReplyAccepted{submit.client, job_id, finished->summary.status});
    return;
  }
  Job& job = *jobs_.find(job_id);
  if (job.state != JobState::journaling) {
    ++counters_.jobs_repeated;
    turn.emit(command::ReplyAccepted{submit.client, job_id, public_status(job.state)});
    return;
  }
  if (job.submitters.size() >= config_.max_submitters_per_job) {
    return refuse(turn, counters_, submit.client, too_many_submitters(submit.request.request_id));
  }
  ++counters_.jobs_repeated;
  job.submitters.push_back(submit.client);
}

Job Intake::make_job(std::string id, proto::ScanRequest request, base::Now accepted) {
  Job job;
  job.id = std::move(id);
  job.accepted = accepted;
  const base::Nanos deadline = deadline_of(request);
  job.deadline = accepted.mono + deadline;
  job.task_deadline = job.deadline - task_margin(config_, deadline);
  for (const proto::NamedExchange& named : request.exchanges) {
    JobExchange exchange;
    exchange.name = named.name;
    exchange.id = named.id;
    job.exchanges.push_back(std::move(exchange));
  }
  job.request = std::make_shared<const proto::ScanRequest>(std::move(request));
  return job;
}

void Intake::on_job_journaled(Turn& turn, const std::string& job_id) {
  Job* job = jobs_.find(job_id);
  const auto next = job == nullptr ? std::nullopt : next_state(job->state, JobStep::journaled);
  if (!next) {
    ++counters_.unexpected;  // or the answer came after give_up()
    return;
  }
  job->state = *next;
  ++counters_.jobs_accepted;
  for (ClientRef& client : std::exchange(job->submitters, {})) {
    turn.emit(command::ReplyAccepted{std::move(client), job->id, public_status(job->state)});
  }
  runner_.begin(turn, *job);
}

void Intake::on_job_refused(Turn& turn, const std::string& job_id, const std::string& why) {
  Job* job = jobs_.find(job_id);
  if (job == nullptr || !next_state(job->state, JobStep::refused)) {
    ++counters_.unexpected;
    return;
  }
  refuse_submitters(turn, *job, why);
  drop(*job);
}

void Intake::give_up(Turn& turn, Job& job, const std::string& why) {
  refuse_submitters(turn, job, why);
  turn.emit(command::ForgetJob{job.id});
  drop(job);
}

void Intake::refuse_submitters(Turn& turn, Job& job, const std::string& why) {
  for (const ClientRef& client : job.submitters) {
    refuse(turn, counters_, client, not_journaled(why));
  }
}

// The job was never acknowledged, so nobody knows it and nothing of it is kept.
void Intake::drop(Job& job) {
  timers_.clear({TimerKind::job_deadline, job.no});
  keys_.forget(job.id, *job.request);
  admission_.leave(job.lane, std::nullopt);
  jobs_.erase(job.no);
}

void Intake::restore(Turn& turn, event::RestoreJob restored) {
  if (jobs_.find(restored.job_id) != nullptr || finished_.find(restored.job_id) != nullptr) {
    ++counters_.unexpected;
    return;
  }
  Job made = make_job(std::move(restored.job_id), std::move(restored.request),
                      accepted_at(restored.accepted_ms, turn.now));
  made.state = JobState::queued;
  admission_.enter(made.lane);  // an empty lane, since the journal does not keep the client
  Job& job = jobs_.add(std::move(made));
  keys_.remember(job.id, job.request);
  ++counters_.jobs_restored;
  runner_.begin(turn, job);
}

void Intake::release(const Job& job, base::MonoTime now) {
  admission_.leave(job.lane, now - job.accepted.mono);
}

}  // namespace scand::broker
