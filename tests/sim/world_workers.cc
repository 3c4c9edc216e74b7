// The workers of a world. Each makes its calls within its exchange's budget, and then answers.
#include <fmt/format.h>
#include <utility>

#include "lib/rate/hold_memory.h"
#include "proto/internal_messages.h"
#include "tests/sim/sim_config.h"
#include "tests/sim/world.h"

namespace scand::broker::sim {
namespace {

using proto::ErrorKind;

base::Bytes partial(const proto::ScanTask& task, std::optional<ErrorKind> failure,
                    std::uint64_t signals) {
  proto::PartialResult made{.task_id = task.task_id, .attempt = task.attempt};
  made.exchange = task.key.exchange;
  if (failure) {
    made.failure = proto::Failure{*failure, "as the seed decided"};
  } else {
    for (std::uint64_t i = 0; i < signals; ++i) {
      proto::Signal signal{.exchange = made.exchange, .symbol = fmt::format("C{}/USDT", i)};
      signal.candle_close_ms = task.key.last_close_ms;
      signal.analysis.strength = static_cast<int>(40 + 20 * i);
      made.signals.push_back(std::move(signal));
    }
  }
  return std::make_shared<const std::string>(proto::encode(made));
}

}  // namespace

void World::work() {
  if (life_->blocked()) return;
  Worker& worker = life_->workers[dice_.below(life_->workers.size())];
  if (!worker.task) return send(event::WorkerReady{worker.id});
  if (worker.stuck && !worker.fenced) return;
  wake(worker);
}

void World::wake(Worker& worker) {
  const command::Dispatch task = *worker.task;
  if (dice_.chance(10)) {
    return send(event::TaskProgressed{
        worker.id, task.task.task_id, task.task.attempt, {proto::TaskProgress::Stage::scan, 1, 2}});
  }
  if (!worker.stopped && clock_.mono() < task.deadline && call_exchange(worker)) return;
  answer(worker);
}

// True while the worker has a call to make or to wait for.
bool World::call_exchange(Worker& worker) {
  const base::MonoTime now = clock_.mono();
  auto& limiter = *life_->limiters.at(worker.task->task.key.exchange);
  MeteredExchange& exchange = exchanges_.at(worker.task->task.key.exchange);
  if (worker.reply_at) {
    if (now < *worker.reply_at) return true;
    worker.reply_at.reset();
    if (const auto retry_after = std::exchange(worker.retry_after, {})) {
      ++seen_["calls refused"];
      limiter.hold(now + *retry_after, ErrorKind::rate_limited, now);
      exchange.on_refusal_read(now + *retry_after);
      return false;
    }
    --worker.calls_left;
  }
  if (worker.calls_left == 0) return false;
  if (now < worker.not_before) return true;
  const auto grant = limiter.acquire(one_call(), now);
  if (!grant.granted) {
    worker.not_before = grant.not_before;
    ++seen_["calls delayed"];
    return grant.not_before < worker.task->deadline;
  }
  ++seen_["calls"];
  const auto reply = exchange.call(now, dice_.engine(), results_.violations());
  worker.reply_at = reply.at;
  worker.retry_after = reply.retry_after;
  return true;
}

void World::answer(Worker& worker) {
  const command::Dispatch task = *worker.task;
  event::TaskAnswered answer{
      worker.id, task.task.task_id, task.task.attempt, {}, {}, "", 1'000'000'000, {}};
  const auto outcome = dice_.below(10);
  answer.outcome = worker.calls_left > 0 ? event::Outcome::failed
                   : outcome < 6         ? event::Outcome::ok
                   : outcome < 8         ? event::Outcome::failed
                                         : event::Outcome::lost;
  const bool late = clock_.mono() >= task.deadline;
  if (answer.outcome == event::Outcome::failed) {
    using enum proto::ErrorKind;
    answer.error_kind = late                    ? timeout
                        : worker.stopped        ? cancelled
                        : worker.calls_left > 0 ? rate_limited
                        : dice_.chance(60)      ? network
                        : dice_.chance(50)      ? transient
                                                : banned;
  }
  worker.task.reset();
  if (answer.outcome != event::Outcome::lost)
    answer.payload = partial(task.task, answer.error_kind, dice_.below(3));
  send(answer);
  if (!crash_due_ && dice_.chance(5)) send(answer);  // sent twice
}

}  // namespace scand::broker::sim
