#include "broker/journal/rocks_journal.h"

#include <fmt/format.h>
#include <utility>

#include "broker/core/refusals.h"

namespace scand::broker {
namespace {

// Evictions in one write, so that a commit need not wait long behind them.
constexpr std::size_t kEvictAtOnce = 256;

void put(std::vector<StoreWrite>& writes, std::string key, std::string_view payload,
         std::uint64_t checksum) {
  writes.push_back({std::move(key), payload, record::checksum_bytes(checksum)});
}

proto::Refusal unreadable(const StoreFault& fault, const std::string& directory) {
  const bool damaged = fault.kind == StoreFault::Kind::damaged;
  return {damaged ? proto::RefusalCode::internal : proto::RefusalCode::unavailable,
          fmt::format("the journal in {} cannot give this result: {}{}", directory, fault.message,
                      damaged ? "; run scanctl journal check" : ""),
          "", std::nullopt};
}

}  // namespace

RocksJournal::RocksJournal(OpenedJournal opened, const JournalLimits& limits)
    : opened_(std::move(opened)), limits_(limits) {}

void RocksJournal::append_job(const command::JournalJob& job) {
  group_.jobs.push_back({job.job_id, record::encode(job)});
}

void RocksJournal::append_result(const StoredResult& result) {
  group_.results.push_back(result);
}

void RocksJournal::forget_job(const std::string& job_id) {
  group_.forgotten.push_back(job_id);
}

void RocksJournal::append_note(const JournalNote& note) {
  group_.notes.insert_or_assign(note.key, note.value);
}

// Jobs and results that are there already are not written again: after a refused commit the same
// results arrive once more.
void RocksJournal::stage(Writes& writes, const Group& group, base::WallTime now) {
  for (const std::string& job_id : refused_jobs_)
    if (index().drop_job(job_id))
      writes.push_back({record::key(record::kJob, job_id), {}, {}, true});
  for (const Job& job : group.jobs) {
    std::string key = record::key(record::kJob, job.job_id);
    const std::uint64_t checksum = record::checksum_of(key, job.payload);
    if (index().add_job(job.job_id, record::fingerprint(checksum)))
      put(writes, std::move(key), job.payload, checksum);
  }
  for (const std::string& job_id : group.forgotten)
    if (index().seq_of(job_id) == 0 && index().drop_job(job_id))
      writes.push_back({record::key(record::kJob, job_id), {}, {}, true});
  for (const StoredResult& result : group.results)
    stage_result(writes, result, now);
  stage_notes(writes, group.notes);
}

// An empty value erases the note.
void RocksJournal::stage_notes(Writes& writes, const std::map<std::string, std::string>& notes) {
  for (const auto& [name, value] : notes) {
    std::string key = record::key(record::kNote, name);
    if (!value.empty()) {
      const std::uint64_t checksum = record::checksum_of(key, value);
      index().set_note(key, record::fingerprint(checksum));
      put(writes, std::move(key), value, checksum);
    } else if (index().drop_note(key)) {
      writes.push_back({std::move(key), {}, {}, true});
    }
  }
}

void RocksJournal::stage_result(Writes& writes, const StoredResult& result, base::WallTime now) {
  std::string blob_key = record::key(record::kBlob, result.seq);
  const std::uint64_t blob_checksum = record::checksum_of(blob_key, *result.encoded);
  record::ResultRecord kept{result.job_id, result.status, base::unix_ms(now),
                            result.encoded->size(), blob_checksum};
  std::string key = record::key(record::kResult, result.seq);
  const std::string& payload =
      *payloads_.emplace_back(std::make_unique<std::string>(record::encode(kept)));
  const std::uint64_t checksum = record::checksum_of(key, payload);
  if (!index().add_result(result.seq, std::move(kept), record::fingerprint(checksum))) return;
  put(writes, std::move(blob_key), *result.encoded, blob_checksum);
  put(writes, std::move(key), payload, checksum);
}

void RocksJournal::stage_tally(Writes& writes) {
  const std::string& payload =
      *payloads_.emplace_back(std::make_unique<std::string>(record::encode(index().tally())));
  std::string key = record::key(record::kTally);
  const std::uint64_t checksum = record::checksum_of(key, payload);
  put(writes, std::move(key), payload, checksum);
}

base::Status<JournalFailure> RocksJournal::commit(base::WallTime now) {
  const Group group = std::exchange(group_, {});
  payloads_.clear();
  if (failed_) {
    if (auto recovered = recover(); !recovered.ok()) return fail(recovered.error().message);
  }
  Writes writes;
  stage(writes, group, now);
  index().set_commit(index().tally().commit + 1);
  // The tally comes last: it counts everything staged above.
  stage_tally(writes);
  if (auto durable = make_durable(writes); !durable.ok()) {
    index().roll_back();
    for (const Job& job : group.jobs)
      refused_jobs_.push_back(job.job_id);
    return durable;
  }
  index().accept();
  refused_jobs_.clear();
  return base::Ok{};
}

// Of a refused group, either all records and the tally are on disk or nothing is. The index becomes
// what is there, checked as at a start, and the next commit continues from it.
base::Status<StoreFault> RocksJournal::recover() {
  if (auto reopened = opened_.store.reopen_for_writing(); !reopened.ok()) return reopened.error();
  const record::Tally& tally = index().tally();
  auto found =
      read_contents(opened_.store, {tally.commit, tally.last_seq, epoch_checksum(epoch())});
  if (!found.ok()) return found.error();
  index() = std::move(found->index);
  failed_ = false;
  return base::Ok{};
}

// First the records, then the seal: the seal must never be ahead of the records (JOURNAL.md).
base::Status<JournalFailure> RocksJournal::make_durable(const Writes& writes) {
  if (auto written = opened_.store.write(writes, true); !written.ok())
    return fail(written.error().message);
  const record::Tally& tally = index().tally();
  if (auto sealed = opened_.seal.write({tally.commit, tally.last_seq, epoch_checksum(epoch())});
      !sealed.ok())
    return fail(sealed.error().message);
  return seal_sync_failed_ ? settle() : base::Ok{};
}

base::Status<JournalFailure> RocksJournal::settle() {
  if (!opened_.seal.unsynced())
    return base::Ok{};  // a sync that failed before has not succeeded since
  const auto synced = opened_.seal.sync();
  seal_sync_failed_ = !synced.ok();
  if (seal_sync_failed_) return fail(synced.error().message);
  return base::Ok{};
}

// The first cause stays in the message: while recovery fails, the store may say as little as
// "busy".
JournalFailure RocksJournal::fail(std::string_view reason) {
  if (!std::exchange(failed_, true)) cause_ = reason;
  const std::string also = reason == cause_ ? "" : fmt::format(" (now: {})", reason);
  return {
      fmt::format("the disk of the journal in {} refuses: {}{}; free or repair it, scand goes on "
                  "by itself",
                  opened_.directory, cause_, also)};
}

base::Result<base::Bytes, proto::Refusal> RocksJournal::read_result(
    const std::string& job_id) const {
  const std::uint64_t seq = index().seq_of(job_id);
  if (seq == 0) return no_longer_kept(job_id);
  auto blob = read_blob(opened_.store, seq, index().result(seq)->record);
  if (!blob.ok()) return unreadable(blob.error(), opened_.directory);
  return std::move(blob).value();
}

base::Result<ReplayPage, proto::Refusal> RocksJournal::read_results(std::uint64_t from_seq,
                                                                    std::size_t bytes_max) const {
  const auto& results = index().results();
  const std::uint64_t oldest = results.empty() ? last_seq() + 1 : results.begin()->first;
  if (from_seq < oldest) return too_old(from_seq, oldest);
  ReplayPage page;
  page.last_seq = last_seq();
  std::size_t bytes = 0;
  for (auto at = results.lower_bound(from_seq); at != results.end(); ++at) {
    const record::ResultRecord& kept = at->second.record;
    bytes += kept.blob_bytes;
    page.more = !page.results.empty() && bytes > bytes_max;
    if (page.more) break;
    auto blob = read_blob(opened_.store, at->first, kept);
    if (!blob.ok()) return unreadable(blob.error(), opened_.directory);
    page.results.push_back({kept.job_id, at->first, std::move(blob).value(), kept.status});
  }
  return page;
}

Restored RocksJournal::restore() {
  return std::exchange(opened_.contents.restored, {});
}

// The newest result stays whatever its size and age: clients that wait for it are about to read it.
bool RocksJournal::past_the_limits(std::uint64_t seq, base::WallTime now) const {
  const record::Tally& tally = index().tally();
  const auto age = now - base::from_unix_ms(index().result(seq)->record.committed_ms);
  return tally.results > 1 &&
         (tally.results > limits_.results || tally.bytes > limits_.bytes || age > limits_.age);
}

// Not synced: what a crash brings back is evicted again.
std::vector<std::string> RocksJournal::evict(base::WallTime now) {
  std::vector<std::string> evicted;
  if (failed_) return evicted;
  // An eviction that failed: report the jobs that recovery did not find any more.
  for (std::string& job_id : std::exchange(perhaps_evicted_, {}))
    if (index().seq_of(job_id) == 0) evicted.push_back(std::move(job_id));
  if (!evicted.empty()) return evicted;
  Writes writes;
  while (evicted.size() < kEvictAtOnce && !index().results().empty()) {
    const std::uint64_t seq = index().results().begin()->first;
    if (!past_the_limits(seq, now)) break;
    const std::string job_id = index().result(seq)->record.job_id;
    index().drop_result(seq);
    writes.push_back({record::key(record::kResult, seq), {}, {}, true});
    writes.push_back({record::key(record::kBlob, seq), {}, {}, true});
    if (index().drop_job(job_id))
      writes.push_back({record::key(record::kJob, job_id), {}, {}, true});
    evicted.push_back(job_id);
  }
  if (evicted.empty()) return evicted;
  payloads_.clear();
  stage_tally(writes);
  if (auto written = opened_.store.write(writes, false); !written.ok()) {
    index().roll_back();
    (void)fail(written.error().message);
    perhaps_evicted_ = std::move(evicted);
    return {};
  }
  index().accept();
  return evicted;
}

JournalStats RocksJournal::stats() const {
  const record::Tally& tally = index().tally();
  return {true, tally.jobs, tally.results, tally.bytes};
}

}  // namespace scand::broker
