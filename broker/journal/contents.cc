#include "broker/journal/contents.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>
#include <utility>

#include "broker/journal/checksum.h"

namespace scand::broker {
namespace {

StoreFault damage(std::string message) {
  return {StoreFault::Kind::damaged, std::move(message)};
}

std::uint64_t fingerprint_of(std::string_view key, std::string_view payload) {
  return record::fingerprint(record::checksum_of(key, payload));
}

// One reading: the first fault ends it.
class Reader {
 public:
  explicit Reader(const RecordStore& store) : store_(store) {}

  base::Result<JournalContents, StoreFault> read(const SealedCommit& sealed);

 private:
  using Take = std::string (Reader::*)(std::string_view key, std::string_view payload);

  // Empty: fine; else what is wrong with the record.
  std::string take_meta(std::string_view key, std::string_view payload);
  std::string take_tally(std::string_view key, std::string_view payload);
  std::string take_job(std::string_view key, std::string_view payload);
  std::string take_result(std::string_view key, std::string_view payload);
  std::string take_note(std::string_view key, std::string_view payload);
  base::Status<StoreFault> take_all(char kind, const char* what, Take take);
  base::Status<StoreFault> check(const SealedCommit& sealed) const;
  void sort_jobs();

  const RecordStore& store_;
  JournalContents contents_;
  record::Tally written_;
  bool has_tally_ = false;
  std::unordered_map<std::string, command::JournalJob> jobs_;
};

std::string Reader::take_meta(std::string_view /*key*/, std::string_view payload) {
  auto epoch = record::decode_meta(payload);
  if (!epoch) return "is none that this version of scand can read";
  contents_.epoch = *std::move(epoch);
  return {};
}

std::string Reader::take_tally(std::string_view /*key*/, std::string_view payload) {
  auto tally = record::decode_tally(payload);
  if (!tally.ok()) return std::move(tally).error();
  written_ = *tally;
  has_tally_ = true;
  return {};
}

std::string Reader::take_job(std::string_view key, std::string_view payload) {
  const std::string id(key.substr(1));
  auto job = record::decode_job(id, payload);
  if (!job.ok()) return std::move(job).error();
  contents_.index.add_job(id, fingerprint_of(key, payload));
  jobs_.emplace(id, std::move(job).value());
  return {};
}

std::string Reader::take_result(std::string_view key, std::string_view payload) {
  const auto seq = record::seq_of(key);
  auto result = record::decode_result(payload);
  if (!seq || *seq == 0) return "has no sequence number";
  if (!result.ok()) return std::move(result).error();
  if (!contents_.index.add_result(*seq, std::move(result).value(), fingerprint_of(key, payload)))
    return "is a second one of its job";
  return {};
}

std::string Reader::take_note(std::string_view key, std::string_view payload) {
  contents_.index.set_note(std::string(key), fingerprint_of(key, payload));
  contents_.restored.notes.push_back({std::string(key.substr(1)), std::string(payload)});
  return {};
}

base::Status<StoreFault> Reader::take_all(char kind, const char* what, Take take) {
  std::string wrong;
  const auto scanned = store_.scan(kind, [&](std::string_view key, std::string_view value) {
    const auto payload = record::open_value(key, value);
    wrong = payload.ok() ? (this->*take)(key, *payload) : payload.error();
    return wrong.empty();
  });
  contents_.index.keep();
  if (!scanned.ok()) return scanned.error();
  if (!wrong.empty()) return damage(fmt::format("the record of {} {}", what, wrong));
  return base::Ok{};
}

base::Status<StoreFault> Reader::check(const SealedCommit& sealed) const {
  if (contents_.epoch.empty() || !has_tally_) return damage("its first records are missing");
  if (sealed.journal != 0 && sealed.journal != journal_mark(contents_.epoch))
    return damage("commit.seal is of another journal");
  if (written_.commit < sealed.commit || written_.last_seq < sealed.last_seq)
    return damage(
        fmt::format("it ends at commit {} (result {}), but commit {} (result {}) was acknowledged",
                    written_.commit, written_.last_seq, sealed.commit, sealed.last_seq));
  record::Tally counted = contents_.index.tally();
  counted.commit = written_.commit;
  counted.last_seq = written_.last_seq;  // its result may have been let go
  if (contents_.index.tally().last_seq > written_.last_seq || !(counted == written_))
    return damage(fmt::format(
        "its last commit left {} jobs, {} results, {} notes; there are {}, {}, {}, or others",
        written_.jobs, written_.results, written_.notes, counted.jobs, counted.results,
        counted.notes));
  return base::Ok{};
}

// Unfinished ones as they were accepted (ids of one millisecond are in order, too), finished ones
// by number.
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
    Take take;
  };
  for (const Step& step : {Step{record::kMeta, "its epoch", &Reader::take_meta},
                           Step{record::kTally, "its last commit", &Reader::take_tally},
                           Step{record::kJob, "a job", &Reader::take_job},
                           Step{record::kResult, "a result", &Reader::take_result},
                           Step{record::kNote, "a note", &Reader::take_note}})
    if (auto taken = take_all(step.kind, step.what, step.take); !taken.ok()) return taken.error();
  if (auto checked = check(sealed); !checked.ok()) return checked.error();
  contents_.index.adopt(written_);
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
  const auto payload = record::open_value(key, **stored);
  if (!payload.ok()) return damage(fmt::format("result {} {}", seq, payload.error()));
  if (payload->size() != expected.blob_bytes ||
      record::checksum_of(key, *payload) != expected.blob_checksum)
    return damage(fmt::format("result {} is not the one that was committed", seq));
  (*stored)->resize(payload->size());
  return base::Bytes(std::move(*stored));
}

std::uint64_t journal_mark(std::string_view epoch) {
  return crc64(epoch);
}

}  // namespace scand::broker
