#pragma once
// The markets of one scan that failed, and from which point on it is the exchange that has. Pure.

#include <cstdint>
#include <map>
#include <string>

#include "lib/failure.h"

namespace scand::lib {

class MarketFailures {
 public:
  using Status = base::Status<Failure>;

  // A market failed. An error: the whole exchange did, since the failure concerns it (banned,
  // blocked, geo_blocked, maintenance, tls), or since ten markets in a row have failed.
  Status add(const Failure& failure);
  // A call was answered: the row of failures ends.
  void answered() { in_a_row_ = 0; }
  // After the last of `eligible` markets. An error: more than half have failed.
  [[nodiscard]] Status verdict(std::uint32_t eligible) const;

 private:
  struct Tally {
    std::uint32_t count = 0;
    std::string last_message;
  };
  std::map<ErrorKind, Tally> tallies_;
  std::uint32_t count_ = 0, in_a_row_ = 0;
};

}  // namespace scand::lib
