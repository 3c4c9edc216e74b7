#pragma once
// What a person or a metric is told of a budget.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/rate/hold_state.h"
#include "proto/error_kind.h"

namespace scand::lib::rate {

struct BucketStatus {
  std::string name;
  double limit = 0;    // units the exchange publishes, in a window
  double allowed = 0;  // of them ours to use now
  double used = 0;     // counted now, ours and others' as far as replies told
  double window_seconds = 0;
};

struct BudgetStatus {
  std::string group;
  std::string egress_address;  // empty: the system's choice
  std::vector<BucketStatus> buckets;
  HoldPhase phase = HoldPhase::open;
  double hold_seconds = 0;
  std::optional<proto::ErrorKind> hold_kind;
  double share_factor = 1;  // below 1 after the exchange said "too fast" again and again
  std::uint64_t granted = 0;
  std::uint64_t refused = 0;  // "not yet", not an error
  std::uint64_t holds = 0;
  std::uint64_t bans = 0;  // times that the address was shut out
};

}  // namespace scand::lib::rate
