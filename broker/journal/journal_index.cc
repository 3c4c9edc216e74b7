#include "broker/journal/journal_index.h"

#include <algorithm>
#include <utility>

namespace scand::broker {

// Each change pushes how to undo it: the tally first, then the entry, so that roll_back() restores
// both in reverse order.
void JournalIndex::remember_tally() {
  undo_.emplace_back([this, before = tally_] { tally_ = before; });
}

bool JournalIndex::add_job(const std::string& job_id, std::uint64_t fingerprint) {
  const auto [at, fresh] = jobs_.try_emplace(job_id, JobEntry{fingerprint, seq_of(job_id)});
  if (!fresh) return false;
  remember_tally();
  undo_.emplace_back([this, job_id] { jobs_.erase(job_id); });
  ++tally_.jobs;
  tally_.fold ^= fingerprint;
  return true;
}

bool JournalIndex::drop_job(const std::string& job_id) {
  const auto at = jobs_.find(job_id);
  if (at == jobs_.end()) return false;
  remember_tally();
  undo_.emplace_back([this, job_id, entry = at->second] { jobs_.emplace(job_id, entry); });
  --tally_.jobs;
  tally_.fold ^= at->second.fingerprint;
  jobs_.erase(at);
  return true;
}

bool JournalIndex::add_result(std::uint64_t seq, record::ResultRecord result,
                              std::uint64_t fingerprint) {
  const std::string job_id = result.job_id;
  if (seq_of_.contains(job_id) || results_.contains(seq)) return false;
  remember_tally();
  undo_.emplace_back([this, job_id, seq] {
    results_.erase(seq);
    seq_of_.erase(job_id);
    if (const auto job = jobs_.find(job_id); job != jobs_.end()) job->second.seq = 0;
  });
  ++tally_.results;
  tally_.last_seq = std::max(tally_.last_seq, seq);
  tally_.bytes += result.blob_bytes;
  tally_.fold ^= fingerprint;
  results_.emplace(seq, ResultEntry{fingerprint, std::move(result)});
  seq_of_.emplace(job_id, seq);
  if (const auto job = jobs_.find(job_id); job != jobs_.end()) job->second.seq = seq;
  return true;
}

bool JournalIndex::drop_result(std::uint64_t seq) {
  const auto at = results_.find(seq);
  if (at == results_.end()) return false;
  remember_tally();
  undo_.emplace_back([this, seq, entry = at->second] {
    seq_of_.emplace(entry.record.job_id, seq);
    results_.emplace(seq, entry);
  });
  --tally_.results;
  tally_.bytes -= at->second.record.blob_bytes;
  tally_.fold ^= at->second.fingerprint;
  seq_of_.erase(at->second.record.job_id);
  results_.erase(at);
  return true;
}

void JournalIndex::set_note(const std::string& key, std::uint64_t fingerprint) {
  drop_note(key);
  remember_tally();
  undo_.emplace_back([this, key] { notes_.erase(key); });
  ++tally_.notes;
  tally_.fold ^= fingerprint;
  notes_.emplace(key, fingerprint);
}

bool JournalIndex::drop_note(const std::string& key) {
  const auto at = notes_.find(key);
  if (at == notes_.end()) return false;
  remember_tally();
  undo_.emplace_back([this, key, fingerprint = at->second] { notes_.emplace(key, fingerprint); });
  --tally_.notes;
  tally_.fold ^= at->second;
  notes_.erase(at);
  return true;
}

void JournalIndex::set_commit(std::uint64_t commit) {
  remember_tally();
  tally_.commit = commit;
}

void JournalIndex::roll_back() {
  while (!undo_.empty()) {
    undo_.back()();
    undo_.pop_back();
  }
}

const JournalIndex::JobEntry* JournalIndex::job(const std::string& job_id) const {
  const auto at = jobs_.find(job_id);
  return at == jobs_.end() ? nullptr : &at->second;
}

const JournalIndex::ResultEntry* JournalIndex::result(std::uint64_t seq) const {
  const auto at = results_.find(seq);
  return at == results_.end() ? nullptr : &at->second;
}

std::uint64_t JournalIndex::seq_of(const std::string& job_id) const {
  const auto at = seq_of_.find(job_id);
  return at == seq_of_.end() ? 0 : at->second;
}

}  // namespace scand::broker
