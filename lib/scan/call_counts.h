#pragma once
// How the HTTP calls to each exchange ended, counted over all workers; for metrics.

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

// The counts of one exchange since start. Every call that was sent is in `answers` exactly once.
struct CallTally {
  // By route, then by answer: the HTTP status ("200"), or why there was none (an ErrorKind's name,
  // or kAbandoned).
  std::map<std::string, std::map<std::string, std::uint64_t>, std::less<>> answers;
  base::Histogram seconds;  // from handing a call to the HTTP client to its end; not for abandoned
  std::uint64_t retries = 0;
  std::uint64_t bytes_received = 0;
};

// Thread-safe; each call holds the lock of one exchange for less than a microsecond.
class CallCounts {
 public:
  static constexpr std::string_view kAbandoned = "abandoned";  // its scan ended first
  // An exchange that invents statuses must not create metrics without end: a route has at most this
  // many different answers, and any further one counts as kOther.
  static constexpr std::size_t kAnswersMax = 32;
  static constexpr std::string_view kOther = "other";

  explicit CallCounts(const std::vector<std::string>& exchanges);

  // A call ended; `ended` is null when it was abandoned. Does nothing for an unknown exchange.
  void count_call(std::string_view exchange, std::string_view route, const http::Completion* ended);
  // The traffic of one scan, when it ends.
  void count_traffic(std::string_view exchange, const proto::TrafficCounts& traffic);

  // By exchange, also for those that were never called.
  [[nodiscard]] std::map<std::string, CallTally> tallies() const;

 private:
  // The keys never change after construction, so only the values need a lock.
  std::map<std::string, base::Guarded<CallTally>, std::less<>> exchanges_;
};

}  // namespace scand::lib
