#include "broker/core/job_progress.h"

namespace scand::broker {
namespace {

using ShownState = proto::ExchangeProgress::State;

ShownState state_of(const JobExchange& exchange) {
  switch (exchange.state) {
    case JobExchange::State::queued:
      return ShownState::queued;
    case JobExchange::State::done:
      return ShownState::done;
    case JobExchange::State::failed:
      return ShownState::failed;
    case JobExchange::State::running:
      break;
  }
  return exchange.progress.stage == proto::TaskProgress::Stage::init ? ShownState::init
                                                                     : ShownState::scan;
}

}  // namespace

proto::JobProgress snapshot(const Job& job, base::MonoTime now) {
  proto::JobProgress progress;
  progress.job_id = job.id;
  progress.elapsed_seconds = base::seconds(now - job.accepted.mono);
  progress.exchanges.reserve(job.exchanges.size());
  for (const JobExchange& one : job.exchanges) {
    progress.exchanges.push_back({one.name, state_of(one), one.progress.done, one.progress.total});
  }
  return progress;
}

}  // namespace scand::broker
