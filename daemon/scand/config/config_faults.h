#pragma once
// The faults of one file: the first twenty and how many more there are. Who corrects a file reads
// no longer list, and a file of rubbish must not cost more than it is worth.

#include <cstddef>
#include <string_view>
#include <vector>

#include "daemon/scand/config/config_file.h"

namespace scand::daemon {

class ConfigFaults {
 public:
  static constexpr std::size_t kShownMax = 20;
  static constexpr std::size_t kKeyMax = 80;  // bytes of a key that are shown

  void add(ConfigFault fault);
  // False: what is added is only counted, so a hint need not be looked for.
  [[nodiscard]] bool shows_more() const { return shown_.size() < kShownMax; }
  [[nodiscard]] bool empty() const { return shown_.empty(); }
  // Whether `key`, or one that begins with it and a '.', has a fault that is shown.
  [[nodiscard]] bool concerns(std::string_view key) const;
  // In the order of the file; the last one says how many are not shown.
  [[nodiscard]] std::vector<ConfigFault> take() &&;

 private:
  std::vector<ConfigFault> shown_;
  std::size_t hidden_ = 0;
};

}  // namespace scand::daemon
