// Tested by tests/unit/broker/journal/journal_damage_test.cc
#include "broker/journal/journal_contents.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>
#include <utility>

#include "broker/journal/record_format.h"

namespace scand::broker {
namespace {

StoreFault damage(std::string message) {
  return {StoreFault::Kind::damaged, std::move(message)};
}

std::uint64_t fingerprint_of(std::string_view key, std::string_view payload) {
  return record::fingerprint(record::checksum_of(key, payload));
}

// Reads once, kind by kind; the first fault ends it.
class Reader {
 public:
  explicit Reader(const RecordStore& store) : store_(store) {}

  base::Result<JournalContents, StoreFault> read(const SealedCommit& sealed);

 private:
  using ReadRecord = std::string (Reader::*)(std::string_view key, std::string_view payload);

  // Each returns what is wrong with the record; empty: nothing.
  std::string read_meta(std::string_view key, std::string_view payload);
  std::string read_tally(std::string_view key, std::string_view payload);
  std::string read_job(std::string_view key, std::string_view payload);
  std::string read_result(std::string_view key, std::string_view payload);
  std::string read_note(std::string_view key, std::string_view payload);
  base::Status<StoreFault> read_all(char kind, const char* what, ReadRecord read_record);
  base::Status<StoreFault> check(const SealedCommit& sealed) const;
  void sort_jobs();

  const RecordStore& store_;
  JournalContents contents_;
  record::Tally written_;
  bool has_tally_ = false;
  std::unordered_map<std::string, command::JournalJob> jobs_;
};

std::string Reader::read_meta(std::string_view /*key*/, std::string_view payload) {
  auto epoch = record::decode_meta(payload);
  if (!epoch) return "has a format that this version of scand cannot read";
  contents_.epoch = *std::move(epoch);
  return {};
}

std::string Reader::read_tally(std::string_view /*key*/, std::string_view payload) {
  auto tally = record::decode_tally(payload);
  if (!tally.ok()) return std::move(tally).error();
  written_ = *tally;
  has_tally_ = true;
  return {};
}

std::string Reader::read_job(std::string_view key, std::string_view payload) {
  const std::string id(key.substr(1));
  auto job = record::decode_job(id, payload);
  if (!job.ok()) return std::move(job).error();
  contents_.index.add_job(id, fingerprint_of(key, payload));
  jobs_.emplace(id, std::move(job).value());
  return {};
}

std::string Reader::read_result(std::string_view key, std::string_view payload) {
  const auto seq = record::seq_of(key);
  auto result = record::decode_result(payload);
  if (!seq || *seq == 0) return "has no sequence number";
  if (!result.ok()) return std::move(result).error();
  if (!contents_.index.add_result(*seq, std::move(result).value(), fingerprint_of(key, payload)))
    return "is a second one of its job";
  return {};
}

std::string Reader::read_note(std::string_view key, std::string_view payload) {
  contents_.index.set_note(std::string(key), fingerprint_of(key, payload));
  contents_.restored.notes.push_back({std::string(key.substr(1)), std::string(payload)});
  return {};
}

base::Status<StoreFault> Reader::read_all(char kind, const char* what, ReadRecord read_record) {
  std::string wrong;
  const auto scanned = store_.scan(kind, [&](std::string_view key, std::string_view value) {
    const auto payload = record::checked_payload(key, value);
    wrong = payload.ok() ? (this->*read_record)(key, *payload) : payload.error();
    return wrong.empty();
  });
  contents_.index.accept();  // nothing of what was read is ever rolled back
  if (!scanned.ok()) return scanned.error();
  if (!wrong.empty()) return damage(fmt::format("the record of {} {}", what, wrong));
  return base::Ok{};
}

// What was read, against the tally of the last commit, and that against the seal.
base::Status<StoreFault> Reader::check(const SealedCommit& sealed) const {
  if (contents_.epoch.empty() || !has_tally_) return damage("its first records are missing");
  if (sealed.epoch_checksum != 0 && sealed.epoch_checksum != epoch_checksum(contents_.epoch))
    return damage("commit.seal is of another journal");
  if (written_.commit < sealed.commit || written_.last_seq < sealed.last_seq)
    return damage(
        fmt::format("it ends at commit {} (result {}), but commit {} (result {}) was acknowledged",
                    written_.commit, written_.last_seq, sealed.commit, sealed.last_seq));
  record::Tally counted = contents_.index.tally();
  counted.commit = written_.commit;
  counted.last_seq = written_.last_seq;  // that result may have been evicted
  if (contents_.index.tally().last_seq > written_.last_seq || !(counted == written_))
    return damage(fmt::format(
        "its last commit left {} jobs, {} results, {} notes; there are {}, {}, {}, or others",
        written_.jobs, written_.results, written_.notes, counted.jobs, counted.results,
        counted.notes));
  return base::Ok{};
}

// Unfinished jobs in the order of their acceptance (job ids of the same millisecond ascend, too);
// finished ones by their result's number.
void Reader::sort_jobs() {
  Restored& restored = contents_.restored;
  for (const auto& [seq, entry] : contents_.index.results()) {
    const auto job = jobs_.find(entry.record.job_id);
    if (job == jobs_.end()) continue;
    restored.results.push_back({job->first, std::move(job->second.request), job->second.accepted_ms,
                                entry.record.status, seq});
    jobs_.erase(job);
  }
  for (auto& [id, job] : jobs_)
    restored.jobs.push_back({id, std::move(job.request), job.accepted_ms});
  std::ranges::sort(restored.jobs, [](const auto& left, const auto& right) {
    return std::tie(left.accepted_ms, left.job_id) < std::tie(right.accepted_ms, right.job_id);
  });
}

base::Result<JournalContents, StoreFault> Reader::read(const SealedCommit& sealed) {
  struct Step {
    char kind;
    const char* what;
    ReadRecord read_record;
  };
  for (const Step& step : {Step{record::kMeta, "its epoch", &Reader::read_meta},
                           Step{record::kTally, "its last commit", &Reader::read_tally},
                           Step{record::kJob, "a job", &Reader::read_job},
                           Step{record::kResult, "a result", &Reader::read_result},
                           Step{record::kNote, "a note", &Reader::read_note}})
    if (auto done = read_all(step.kind, step.what, step.read_record); !done.ok())
      return done.error();
  if (auto checked = check(sealed); !checked.ok()) return checked.error();
  contents_.index.set_tally(written_);
  sort_jobs();
  return std::move(contents_);
}

}  // namespace

base::Result<JournalContents, StoreFault> read_contents(const RecordStore& store,
                                                        const SealedCommit& sealed) {
  return Reader(store).read(sealed);
}

base::Result<base::Bytes, StoreFault> read_blob(const RecordStore& store, std::uint64_t seq,
                                                const record::ResultRecord& expected) {
  const std::string key = record::key(record::kBlob, seq);
  auto stored = store.read(key);
  if (!stored.ok()) return stored.error();
  if (*stored == nullptr) return damage(fmt::format("result {} is missing", seq));
  const auto payload = record::checked_payload(key, **stored);
  if (!payload.ok()) return damage(fmt::format("result {} {}", seq, payload.error()));
  if (payload->size() != expected.blob_bytes ||
      record::checksum_of(key, *payload) != expected.blob_checksum)
    return damage(fmt::format("result {} is not the one that was committed", seq));
  (*stored)->resize(payload->size());  // cuts the checksum off without copying the blob
  return base::Bytes(std::move(*stored));
}

std::uint64_t epoch_checksum(std::string_view epoch) {
  return record::crc64(epoch);
}

}  // namespace scand::broker
