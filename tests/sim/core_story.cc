#include "tests/sim/core_story.h"

#include <fmt/format.h>

namespace scand::broker::sim {
namespace {

std::string exchanges_of(const proto::ScanRequest& request) {
  std::string text;
  for (const auto& one : request.exchanges)
    text += one.id + ' ';
  return fmt::format("{}{} {} s key={}", text, proto::name(request.interval),
                     request.deadline_seconds, request.request_id);
}

std::string attempt_of(WorkerId worker, std::uint64_t task, std::uint32_t attempt) {
  return fmt::format("worker {} task {} attempt {}", worker, task, attempt);
}

std::int64_t ms(base::MonoTime time) {
  return time.time_since_epoch() / std::chrono::milliseconds(1);
}

struct EventText {
  std::string operator()(const event::Submit& e) const {
    return fmt::format("submit [{}] from {}", exchanges_of(e.request), e.client.routing_id);
  }
  std::string operator()(const event::Get& e) const { return "get " + e.job_id; }
  std::string operator()(const event::Wait& e) const {
    return fmt::format("wait {} for {} ms", e.job_id, e.timeout_ms);
  }
  std::string operator()(const event::Cancel& e) const { return "cancel " + e.job_id; }
  std::string operator()(const event::JobJournaled& e) const { return "journaled " + e.job_id; }
  std::string operator()(const event::JobRefusedByJournal& e) const {
    return "journal refused " + e.job_id;
  }
  std::string operator()(const event::ResultJournaled& e) const {
    return "result journaled " + e.job_id;
  }
  std::string operator()(const event::JobEvicted& e) const { return "evicted " + e.job_id; }
  std::string operator()(const event::RestoreJob& e) const {
    return fmt::format("restore job {} [{}]", e.job_id, exchanges_of(e.request));
  }
  std::string operator()(const event::RestoreResult& e) const {
    return fmt::format("restore result {} seq {}", e.job_id, e.seq);
  }
  std::string operator()(const event::WorkerReady& e) const {
    return fmt::format("ready worker {}", e.worker);
  }
  std::string operator()(const event::TaskProgressed& e) const {
    return "progress from " + attempt_of(e.worker, e.task_id, e.attempt);
  }
  std::string operator()(const event::TaskAnswered& e) const {
    return fmt::format("answer from {} outcome {}", attempt_of(e.worker, e.task_id, e.attempt),
                       static_cast<int>(e.outcome));
  }
  std::string operator()(const event::Tick&) const { return "tick"; }
  std::string operator()(const event::Drain&) const { return "drain"; }
};

struct CommandText {
  std::string operator()(const command::ReplyAccepted& c) const { return "accepted " + c.job_id; }
  std::string operator()(const command::ReplyRefused& c) const {
    return fmt::format("refused {}: {}", proto::name(c.refusal.code), c.refusal.message);
  }
  std::string operator()(const command::ReplyStatus& c) const {
    return fmt::format("status {} {}", c.job_id, proto::name(c.status));
  }
  std::string operator()(const command::JournalJob& c) const { return "journal " + c.job_id; }
  std::string operator()(const command::ReadResult& c) const { return "read " + c.job_id; }
  std::string operator()(const command::ForgetJob& c) const { return "forget " + c.job_id; }
  std::string operator()(const command::Dispatch& c) const {
    return fmt::format("dispatch {} {} until {} ms",
                       attempt_of(c.worker, c.task.task_id, c.task.attempt), c.task.key.exchange,
                       ms(c.deadline));
  }
  std::string operator()(const command::StopTask& c) const {
    return "stop " + attempt_of(c.worker, c.task_id, c.attempt);
  }
  std::string operator()(const command::ExtendTask& c) const {
    return fmt::format("extend {} until {} ms", attempt_of(c.worker, c.task_id, c.attempt),
                       ms(c.deadline));
  }
  std::string operator()(const command::ReplaceWorker& c) const {
    return fmt::format("replace worker {}", c.worker);
  }
  std::string operator()(const command::Begin& c) const { return "begin " + c.job_id; }
  std::string operator()(const command::PartStarted& c) const {
    return "started " + c.job_id + ' ' + c.exchange;
  }
  std::string operator()(const command::Part& c) const {
    return fmt::format("part {} {}{}", c.job_id, c.exchange, c.shared ? " shared" : "");
  }
  std::string operator()(const command::Missing& c) const {
    return fmt::format("missing {} {} {}", c.job_id, c.exchange, proto::name(c.failure.kind));
  }
  std::string operator()(const command::Progress& c) const {
    return "progress " + c.progress.job_id;
  }
  std::string operator()(const command::Finish& c) const {
    return fmt::format("finish {} {} seq {}", c.job_id, proto::name(c.status), c.seq);
  }
  std::string operator()(const command::CircuitChanged& c) const {
    return fmt::format("circuit of {} is {}", c.exchange, proto::name(c.now.state));
  }
  std::string operator()(const command::Drained&) const { return "drained"; }
};

}  // namespace

std::string describe(const Event& event) {
  return std::visit(EventText{}, event);
}

std::string describe(const Command& command) {
  return "    -> " + std::visit(CommandText{}, command);
}

}  // namespace scand::broker::sim
