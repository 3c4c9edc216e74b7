#include "broker/command_runner.h"

#include <type_traits>
#include <utility>

#include "broker/core/refusals.h"

namespace scand::broker {
namespace {

template <class T, class... Kinds>
constexpr bool kIsOneOf = (std::is_same_v<T, Kinds> || ...);

}  // namespace

CommandRunner::CommandRunner(Frontend& frontend, WorkerPool& pool,
                             base::Mailbox<JournalMail>& journal,
                             base::Mailbox<CollectorMail>& collector)
    : frontend_(frontend), pool_(pool), journal_(journal), collector_(collector) {}

void CommandRunner::run(std::vector<Command> commands, std::vector<Event>& follow_ups) {
  for (Command& command : commands) {
    std::visit(
        [&](auto& what) {
          using Kind = std::decay_t<decltype(what)>;
          if constexpr (kIsOneOf<Kind, command::ReplyAccepted, command::ReplyRefused,
                                 command::ReplyStatus>)
            frontend_.reply(what);
          else if constexpr (kIsOneOf<Kind, command::JournalJob, command::ForgetJob>)
            journal_.push(std::move(what));
          else if constexpr (kIsOneOf<Kind, command::Begin, command::PartStarted, command::Part,
                                      command::Missing, command::Finish, command::CircuitChanged>)
            collector_.push(std::move(what));
          else if constexpr (kIsOneOf<Kind, command::ReadResult, command::Progress>)
            run(std::move(what));
          else if constexpr (std::is_same_v<Kind, command::Dispatch>)
            run(what, follow_ups);
          else if constexpr (std::is_same_v<Kind, command::StopTask>)
            pool_.stop_task(what);
          else if constexpr (std::is_same_v<Kind, command::ExtendTask>)
            pool_.extend_task(what);
          else if constexpr (std::is_same_v<Kind, command::ReplaceWorker>)
            pool_.replace(what);
          else
            drained_ = true;  // command::Drained
        },
        command);
  }
}

void CommandRunner::run(command::ReadResult read) {
  if (reads_ >= kReadsMax) {
    ++busy_reads_;
    return frontend_.refuse(read.client, too_many_reads());
  }
  ++reads_;
  journal_.push(std::move(read));
}

void CommandRunner::replay(ReadResults request) {
  if (replays_ >= kReplaysMax) {
    ++busy_replays_;
    return frontend_.refuse(request.client, too_many_reads());
  }
  ++replays_;
  journal_.push(std::move(request));
}

void CommandRunner::on_reply_ready(const ReadyReply& reply) {
  if (reply.answers_read && reads_ > 0) --reads_;
  if (reply.answers_replay && replays_ > 0) --replays_;
}

void CommandRunner::run(const command::Dispatch& dispatch, std::vector<Event>& follow_ups) {
  if (pool_.dispatch(dispatch)) return;
  event::TaskAnswered lost;
  lost.worker = dispatch.worker;
  lost.task_id = dispatch.task.task_id;
  lost.attempt = dispatch.task.attempt;
  lost.outcome = event::Outcome::lost;
  lost.message = "the worker was gone before the task could be sent to it";
  follow_ups.push_back(std::move(lost));
}

void CommandRunner::run(command::Progress progress) {
  if (!collector_.offer(std::move(progress), kDroppableItems)) ++dropped_progress_;
}

bool CommandRunner::query_latest(ReadLatest query) {
  return collector_.offer(std::move(query), kDroppableItems);
}

bool CommandRunner::still_blocked() {
  // Both, always: one full mailbox must not hold back what the other could take.
  const bool journal_free = journal_.flush();
  const bool collector_free = collector_.flush();
  return !journal_free || !collector_free;
}

}  // namespace scand::broker
