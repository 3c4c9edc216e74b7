#pragma once
// Checks results, over all lives of the process: what the collector makes of each job must match
// what the core decided, and what clients are shown must never change.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "broker/core/commands.h"
#include "broker/journal/journal.h"
#include "proto/scan_result.h"

namespace scand::broker::sim {

class ResultOracle {
 public:
  explicit ResultOracle(std::string epoch) : epoch_(std::move(epoch)) {}

  // `answer_ok`: whether the latest answer that the core got was ok.
  void on_command(const Command& command, bool answer_ok);
  // The collector has made the job's result.
  void on_result(const StoredResult& stored, const proto::ScanResult& result);
  // These results have reached the disk; one may come more than once.
  void on_committed(const std::vector<StoredResult>& results);
  // A client was sent the result: published, read or replayed.
  void on_shown(const std::string& job_id, const std::string& body);
  void on_crash() { jobs_.clear(); }

  [[nodiscard]] const std::map<std::uint64_t, std::string>& kept() const { return kept_; }
  [[nodiscard]] std::vector<std::string>& violations() { return violations_; }

 private:
  struct Piece {
    bool ok = false;
    std::uint32_t attempts = 0;
    bool shared = false;
  };
  struct Job {
    std::size_t asked = 0;
    std::map<std::string, Piece> pieces;
    std::uint64_t seq = 0;
    proto::JobStatus status{};
  };
  void add_violation(std::string what) { violations_.push_back(std::move(what)); }

  const std::string epoch_;
  std::map<std::string, Job> jobs_;              // begun in this life
  std::map<std::uint64_t, std::string> kept_;    // bodies by seq, of all lives
  std::map<std::string, std::uint64_t> seq_of_;  // by job id
  std::map<std::uint64_t, std::string> job_of_;
  std::vector<std::string> violations_;
};

}  // namespace scand::broker::sim
