#pragma once
// What the durable journal holds, in memory: enough to decide what to write, without requests and
// blobs. Every change is counted in the tally that the next commit writes. Changes can be rolled
// back until accept(): a refused commit leaves the index as it was. Pure; not thread-safe.

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "broker/journal/record_format.h"

namespace scand::broker {

class JournalIndex {
 public:
  struct JobEntry {
    std::uint64_t fingerprint = 0;
    std::uint64_t seq = 0;  // of its result; 0: unfinished
  };
  struct ResultEntry {
    std::uint64_t fingerprint = 0;
    record::ResultRecord record;
  };

  // add_…: false when it is there already; the old entry stays. drop_…: false when there is none.
  bool add_job(const std::string& job_id, std::uint64_t fingerprint);
  bool drop_job(const std::string& job_id);
  bool add_result(std::uint64_t seq, record::ResultRecord result, std::uint64_t fingerprint);
  bool drop_result(std::uint64_t seq);
  void set_note(const std::string& key, std::uint64_t fingerprint);  // replaces an older one
  bool drop_note(const std::string& key);
  void set_commit(std::uint64_t commit);
  // At start: the tally of the last commit, whose records were all added.
  void set_tally(const record::Tally& tally) { tally_ = tally; }

  // Accepts, or undoes, all changes since the last accept().
  void accept() { undo_.clear(); }
  void roll_back();

  [[nodiscard]] const record::Tally& tally() const { return tally_; }
  [[nodiscard]] const JobEntry* job(const std::string& job_id) const;   // null: none
  [[nodiscard]] const ResultEntry* result(std::uint64_t seq) const;     // null: none
  [[nodiscard]] std::uint64_t seq_of(const std::string& job_id) const;  // 0: it has no result
  [[nodiscard]] const std::map<std::uint64_t, ResultEntry>& results() const { return results_; }

 private:
  void remember_tally();

  record::Tally tally_;
  std::unordered_map<std::string, JobEntry> jobs_;
  std::map<std::uint64_t, ResultEntry> results_;
  std::unordered_map<std::string, std::uint64_t> seq_of_;  // by job id
  std::unordered_map<std::string, std::uint64_t> notes_;   // fingerprints, by record key
  std::vector<std::function<void()>> undo_;                // run from back to front
};

}  // namespace scand::broker
