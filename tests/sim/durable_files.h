#pragma once
// The files of one directory as a power cut leaves them. For each file the contents of its last
// sync are remembered; what was written since is partly lost.
//
// Simulated: of the bytes written after the last sync, a random number survives, in order. So an
// appended file may end anywhere, even in the middle of a record, and a file that is written in
// place may be torn anywhere. In a longer write, a page may be missing although later pages are
// there. Bytes in the buffers of a process are lost. Not simulated: lost names. A file that was
// created, renamed or removed stays so.

#include <cstdint>
#include <map>
#include <random>
#include <string>

namespace scand::broker::sim {

// Contents by file name, relative to the directory.
using FileContents = std::map<std::string, std::string>;

class DurableFiles {
 public:
  explicit DurableFiles(std::string directory) : directory_(std::move(directory)) {}

  void before_write(const std::string& file);
  void synced(const std::string& file);

  // The files as they are: what remains when only the process dies.
  [[nodiscard]] FileContents written() const;
  // What would remain if the power failed now.
  [[nodiscard]] FileContents after_power_cut(std::mt19937_64& random) const;
  // Puts these files into the directory, in place of all others: the machine has restarted.
  void replace(const FileContents& files);

 private:
  const std::string directory_;
  FileContents synced_;  // of the files that were written since the start
};

}  // namespace scand::broker::sim
