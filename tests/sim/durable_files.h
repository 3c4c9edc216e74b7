#pragma once
// What of a directory's files outlives the machine: of each file the contents of its last sync are
// remembered, and what was written since is lost in part when the power goes.
//
// Simulated: of the bytes written after a file's last sync a random number, in order, is there, so
// that an appended file ends anywhere (in the middle of a record, too) and one written in place is
// torn anywhere; of a longer write a page may be missing before others that are there. Nothing that
// a process held in its own buffers is there. Not simulated: names (a file that was made, renamed
// or removed stays so).

#include <cstdint>
#include <map>
#include <random>
#include <string>

namespace scand::broker::sim {

// By name below the directory.
using FileContents = std::map<std::string, std::string>;

class DurableFiles {
 public:
  explicit DurableFiles(std::string directory) : directory_(std::move(directory)) {}

  void before_write(const std::string& file);
  void synced(const std::string& file);

  // As they are, which is what a process leaves that dies alone.
  [[nodiscard]] FileContents written() const;
  // What a power cut leaves of them now.
  [[nodiscard]] FileContents after_power_cut(std::mt19937_64& random) const;
  // Instead of what is there: the machine has started again.
  void replace(const FileContents& files);

 private:
  const std::string directory_;
  FileContents synced_;  // of files that were written since the start
};

}  // namespace scand::broker::sim
