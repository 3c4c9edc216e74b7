#pragma once
// Parses the requests other than scan.submit. SPEC.md, "The other requests". Unknown fields are
// ignored. A refusal names the field, what was given and what is allowed.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/result.h"
#include "proto/encoding/value.h"
#include "proto/limits.h"
#include "proto/messages.h"
#include "proto/scan_request.h"
#include "proto/scan_result.h"

namespace scand::proto {

// scan.get and scan.cancel.
struct JobQuery {
  std::string job_id;
};
struct WaitQuery {
  std::string job_id;
  std::uint64_t timeout_ms = kWaitMsDefault;
};
// scan.list, newest first.
struct ListQuery {
  std::optional<JobStatus> status;  // only these; unset: all
  std::uint32_t limit = kListDefault;
};
// scan.replay.
struct ReplayQuery {
  std::string epoch;  // lower-case hex
  std::uint64_t from_seq = 1;
};
// signals.latest.
struct LatestQuery {
  std::vector<std::string> exchanges;  // canonical ids; empty: all
  std::optional<MarketType> market;    // unset: all
  std::optional<Interval> interval;    // unset: all
  SignalFilter signal = SignalFilter::all;
  double min_strength = kMinStrengthDefault;
  std::uint32_t limit = 1000;  // 0: all
};

[[nodiscard]] base::Result<JobQuery, Refusal> parse_job_query(const Value& body);
[[nodiscard]] base::Result<WaitQuery, Refusal> parse_wait_query(const Value& body);
[[nodiscard]] base::Result<ListQuery, Refusal> parse_list_query(const Value& body);
[[nodiscard]] base::Result<LatestQuery, Refusal> parse_latest_query(
    const Value& body, const ExchangeDirectory& directory);
[[nodiscard]] base::Result<ReplayQuery, Refusal> parse_replay_query(const Value& body);

}  // namespace scand::proto
