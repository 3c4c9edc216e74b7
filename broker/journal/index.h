#pragma once
// What the durable journal holds, as far as deciding needs it: no requests, no blobs. Every change
// is counted in the tally that the next commit writes; a refused commit's changes are taken back.

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "broker/journal/records.h"

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

  // False: it is there already, and stays.
  bool add_job(const std::string& job_id, std::uint64_t fingerprint);
  // False: there is none.
  bool drop_job(const std::string& job_id);
  bool add_result(std::uint64_t seq, record::ResultRecord result, std::uint64_t fingerprint);
  bool drop_result(std::uint64_t seq);
  void set_note(const std::string& key, std::uint64_t fingerprint);
  bool drop_note(const std::string& key);
  void set_commit(std::uint64_t commit);
  // The numbers of an earlier life's last commit, whose records were all added.
  void adopt(const record::Tally& tally) { tally_ = tally; }

  // What follows can be taken back, until the next keep().
  void keep() { undo_.clear(); }
  void take_back();

  [[nodiscard]] const record::Tally& tally() const { return tally_; }
  // nullptr: no such.
  [[nodiscard]] const JobEntry* job(const std::string& job_id) const;
  [[nodiscard]] const ResultEntry* result(std::uint64_t seq) const;
  [[nodiscard]] std::uint64_t seq_of(const std::string& job_id) const;  // 0: it has no result
  [[nodiscard]] const std::map<std::uint64_t, ResultEntry>& results() const { return results_; }

 private:
  void change_tally();

  record::Tally tally_;
  std::unordered_map<std::string, JobEntry> jobs_;
  std::map<std::uint64_t, ResultEntry> results_;
  std::unordered_map<std::string, std::uint64_t> seq_of_;
  std::unordered_map<std::string, std::uint64_t> notes_;  // fingerprints
  std::vector<std::function<void()>> undo_;
};

}  // namespace scand::broker
