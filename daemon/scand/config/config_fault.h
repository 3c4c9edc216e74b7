#pragma once
// A fault in a configuration file, with its place; and the list of faults of one file. The list
// keeps the first twenty and counts the others: nobody corrects more at once, and a file of rubbish
// must not cost more than it is worth.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace scand::daemon {

// Where a key or value stands, counted from 1. 0: nowhere (a default, or a file that is missing).
struct FilePlace {
  int line = 0, column = 0;
};

struct ConfigFault {
  std::string file;
  FilePlace place;
  std::string key;  // full name; empty: the fault is in the file as a whole
  std::string message;
};
// "scand.yaml:12:3: scan.topn: unknown setting; did you mean 'scan.top_n'?"
[[nodiscard]] std::string render(const ConfigFault& fault);

class ConfigFaults {
 public:
  static constexpr std::size_t kShownMax = 20;
  static constexpr std::size_t kKeyMax = 80;  // the most bytes of a key that are shown

  void add(ConfigFault fault);
  // False: add() only counts from now on, so the caller need not search for a hint.
  [[nodiscard]] bool shows_more() const { return shown_.size() < kShownMax; }
  [[nodiscard]] bool empty() const { return shown_.empty(); }
  // Whether a shown fault is about `key` or about a key in the section `key`.
  [[nodiscard]] bool concerns(std::string_view key) const;
  // In the order of the file. The last entry says how many faults are not shown.
  [[nodiscard]] std::vector<ConfigFault> take() &&;

 private:
  std::vector<ConfigFault> shown_;
  std::size_t hidden_ = 0;
};

}  // namespace scand::daemon
