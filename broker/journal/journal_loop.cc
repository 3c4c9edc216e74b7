#include "broker/journal/journal_loop.h"

#include <array>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>

#include "broker/core/refusals.h"
#include "lib/base/poll_fds.h"
#include "proto/limits.h"
#include "proto/replies.h"

namespace scand::broker {
namespace {

// A group is closed at this size, so that its first entries do not wait without limit.
constexpr std::size_t kGroupMax = 256;
constexpr std::chrono::milliseconds kBlocked{5};  // until a full mailbox is tried again
// The journal settles once nothing has arrived for kSilence, but at the latest kSettleWithin after
// the first commit that left work.
constexpr std::chrono::milliseconds kSilence{2}, kSettleWithin{50};

}  // namespace

JournalLoop::JournalLoop(Journal& journal, const base::Clock& clock,
                         base::Mailbox<JournalMail>& inbox, base::Mailbox<BrokerMail>& broker,
                         base::Mailbox<StoredResult>& publisher)
    : journal_(journal), clock_(clock), inbox_(inbox), broker_(broker), publisher_(publisher) {
  update_stats();
}

void JournalLoop::run(const std::stop_token& stop) {
  const std::stop_callback wake_at_stop(stop, [this] { wake_.signal(); });
  for (;;) {
    turned_.set(clock_.mono());
    const bool free = turn();
    if (stop.stop_requested() && inbox_.size() == 0 && flush()) break;
    wait(free);
  }
  settle();
}

// `free`: no answer is held back. Otherwise the inbox is not watched: nothing may be taken from it
// before those answers have found room.
void JournalLoop::wait(bool free) {
  std::array<pollfd, 2> fds{pollfd{wake_.fd(), POLLIN, 0}, pollfd{inbox_.fd(), POLLIN, 0}};
  std::chrono::milliseconds limit = !free ? kBlocked : settle_by_ ? kSilence : base::kIdleTurn;
  if (free && !inbox_.arm()) limit = std::chrono::milliseconds(0);
  const bool quiet =
      !base::poll_fds(std::span(fds).first(free ? 2 : 1), limit) && limit > limit.zero();
  if (fds[0].revents != 0) wake_.clear();
  if (settle_by_ && quiet) settle();
}

// A failure is no news to any client: what was committed stays, and the next commit reports it.
void JournalLoop::settle() {
  settle_by_.reset();
  if (!journal_.settle().ok()) counters_.failing = true;
}

// Both are tried, whichever is full.
bool JournalLoop::flush() {
  const bool broker_free = broker_.flush();
  return publisher_.flush() && broker_free;
}

bool JournalLoop::turn() {
  if (!flush()) return false;
  auto mail = inbox_.try_take();
  for (std::size_t taken = 0; mail; mail = inbox_.try_take()) {
    accept(std::move(*mail));
    if (++taken == kGroupMax) break;
  }
  // After a refused commit the group is not empty, so it is tried again in every turn.
  if (!group_is_empty()) commit_group();
  for (const command::ReadResult& read : std::exchange(reads_, {}))
    serve(read);
  for (const ReadResults& replay : std::exchange(replays_, {}))
    serve(replay);
  for (std::string& job_id : journal_.evict(clock_.wall())) {
    ++counters_.evicted;
    broker_.push(Event(event::JobEvicted{std::move(job_id)}));
  }
  update_stats();
  const bool free = flush();
  if (settle_by_ && clock_.mono() >= *settle_by_) settle();
  return free;
}

void JournalLoop::update_stats() {
  const JournalStats stats = journal_.stats();
  counters_.durable = stats.durable;
  counters_.results_kept = stats.results;
  counters_.bytes_kept = stats.bytes;
}

void JournalLoop::accept(JournalMail mail) {
  std::visit(
      [this](auto& item) {
        using Item = std::decay_t<decltype(item)>;
        if constexpr (std::is_same_v<Item, command::JournalJob>) {
          journal_.append_job(item);
          group_jobs_.push_back(std::move(item.job_id));
        } else if constexpr (std::is_same_v<Item, command::ForgetJob>) {
          group_forgotten_.push_back(std::move(item.job_id));
        } else if constexpr (std::is_same_v<Item, command::ReadResult>) {
          reads_.push_back(std::move(item));
        } else if constexpr (std::is_same_v<Item, ReadResults>) {
          replays_.push_back(std::move(item));
        } else if constexpr (std::is_same_v<Item, JournalNote>) {
          group_notes_.insert_or_assign(std::move(item.key), std::move(item.value));
        } else {
          group_results_.push_back(std::move(item));
        }
      },
      mail);
}

bool JournalLoop::group_is_empty() const {
  return group_jobs_.empty() && group_forgotten_.empty() && group_results_.empty() &&
         group_notes_.empty();
}

void JournalLoop::commit_group() {
  // Jobs are appended already; a job to forget may be one of them.
  for (const std::string& job_id : group_forgotten_)
    journal_.forget_job(job_id);
  for (const StoredResult& result : group_results_)
    journal_.append_result(result);
  for (const auto& [key, value] : group_notes_)
    journal_.append_note({key, value});
  const auto committed = journal_.commit(clock_.wall());
  ++counters_.commits;
  counters_.failing = !committed.ok();
  if (committed.ok()) {
    if (!settle_by_) settle_by_ = clock_.mono() + kSettleWithin;
    report_committed();
  } else {
    ++counters_.commits_failed;
    report_refused(committed.error());
  }
  group_jobs_.clear();
}

void JournalLoop::report_committed() {
  counters_.jobs += group_jobs_.size();
  counters_.results += group_results_.size();
  for (std::string& job_id : group_jobs_)
    broker_.push(Event(event::JobJournaled{std::move(job_id)}));
  for (StoredResult& result : group_results_) {
    broker_.push(Event(event::ResultJournaled{result.job_id}));
    publisher_.push(std::move(result));
  }
  group_results_.clear();
  group_notes_.clear();
  group_forgotten_.clear();
}

// Only the jobs are given up; everything else stays for the next group.
void JournalLoop::report_refused(const JournalFailure& failure) {
  for (std::string& job_id : group_jobs_)
    broker_.push(Event(event::JobRefusedByJournal{std::move(job_id), failure.message}));
}

void JournalLoop::serve(const command::ReadResult& read) {
  const auto found = journal_.read_result(read.job_id);
  ReadyReply reply{read.client, {}, nullptr, true};
  if (found.ok()) {
    reply.head = proto::encode_result_head(read.client.correlation);
    reply.blob = found.value();
  } else {
    reply.head = proto::encode_error(read.client.correlation, found.error());
  }
  broker_.push(std::move(reply));
}

base::Result<ReplayPage, proto::Refusal> JournalLoop::page(const proto::ReplayQuery& query) const {
  const bool ours = query.epoch == journal_.epoch();
  // Sequence numbers begin at 1, so 0 is refused, and the refusal names the oldest number kept.
  auto page = journal_.read_results(ours ? query.from_seq : 0, proto::kReplayBytesMax);
  if (page.ok() || !page.error().held) return page;
  proto::Refusal refusal = std::move(page).error();
  refusal.held->epoch = journal_.epoch();
  if (!ours) refusal = other_epoch(query.epoch, *refusal.held);
  return refusal;
}

// The encoded results are copied into the answer one after the other, without decoding them.
void JournalLoop::serve(const ReadResults& replay) {
  ReadyReply reply{replay.client, {}, nullptr, false, true};
  const auto found = page(replay.query);
  if (found.ok()) {
    const ReplayPage& read = found.value();
    reply.head = proto::encode_replay_head(
        replay.client.correlation,
        {journal_.epoch(), read.last_seq, read.more, read.results.size()});
    auto joined = std::make_shared<std::string>();
    for (const StoredResult& result : read.results)
      joined->append(*result.encoded);
    reply.blob = std::move(joined);
    ++counters_.replays;
    counters_.results_replayed += read.results.size();
  } else {
    reply.head = proto::encode_error(replay.client.correlation, found.error());
    ++counters_.replays_too_old;
  }
  broker_.push(std::move(reply));
}

}  // namespace scand::broker
