#pragma once
// The books of results, over all lives of the process: what the core decided of each job against
// what the collector made of it, and what clients were shown, which may never change.

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

  // `answer_ok`: of the answer that the core has just been given.
  void saw(const Command& command, bool answer_ok);
  // The collector made the job's result.
  void made(const StoredResult& stored, const proto::ScanResult& result);
  // These have reached the disk, perhaps again.
  void committed(const std::vector<StoredResult>& results);
  // A client was sent it: published, read or replayed.
  void shown(const std::string& job_id, const std::string& body);
  void crashed() { jobs_.clear(); }

  [[nodiscard]] const std::map<std::uint64_t, std::string>& kept() const { return kept_; }
  [[nodiscard]] std::vector<std::string>& complaints() { return complaints_; }

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
  void complain(std::string what) { complaints_.push_back(std::move(what)); }

  const std::string epoch_;
  std::map<std::string, Job> jobs_;              // of this life, begun
  std::map<std::uint64_t, std::string> kept_;    // bodies by number, of all lives
  std::map<std::string, std::uint64_t> seq_of_;  // of those
  std::map<std::uint64_t, std::string> job_of_;
  std::vector<std::string> complaints_;
};

}  // namespace scand::broker::sim
