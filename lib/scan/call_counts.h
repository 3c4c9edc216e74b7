#pragma once
// What became of the HTTP calls to each exchange, counted as they end, by all workers together.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/guarded.h"
#include "lib/base/histogram.h"
#include "lib/http/client.h"
#include "proto/partial_result.h"

namespace scand::lib {

// Of one exchange, since start. Every call that left is in `answers` once.
struct CallTally {
  // By route, then by answer: the status ("200"), or why there was none: an ErrorKind's name, or
  // kAbandoned.
  std::map<std::string, std::map<std::string, std::uint64_t>, std::less<>> answers;
  base::Histogram seconds;  // from handing a call to the HTTP client to its end; not of abandoned
  std::uint64_t retries = 0;
  std::uint64_t bytes_received = 0;
};

// Thread-safe; each call holds the lock of one exchange for less than a microsecond.
class CallCounts {
 public:
  static constexpr std::string_view kAbandoned = "abandoned";  // its scan ended first
  // An exchange that makes up statuses does not make up metrics: so many answers of one route are
  // told apart, what comes beyond is kOther.
  static constexpr std::size_t kAnswersMax = 32;
  static constexpr std::string_view kOther = "other";

  explicit CallCounts(const std::vector<std::string>& exchanges);

  // `ended`: null for a call that was abandoned. An exchange that is not known counts nowhere.
  void call(std::string_view exchange, std::string_view route, const http::Completion* ended);
  // A scan's, when it ends.
  void traffic(std::string_view exchange, const proto::TrafficCounts& traffic);

  // By exchange; those that were never called, too.
  [[nodiscard]] std::map<std::string, CallTally> tallies() const;

 private:
  // No exchange comes or goes after construction.
  std::map<std::string, base::Guarded<CallTally>, std::less<>> exchanges_;
};

}  // namespace scand::lib
