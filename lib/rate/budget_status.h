#pragma once
// The state of a budget as people and metrics see it.
// Small: metrics need it without the machinery.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/rate/hold_state.h"
#include "proto/error_kind.h"

namespace scand::lib::rate {

struct BucketStatus {
  std::string name;
  double limit = 0;    // units in a window that the exchange publishes
  double allowed = 0;  // how many of them we may use now
  double used = 0;     // how many count now: our own, and others' as far as headers say
  double window_seconds = 0;
};

struct BudgetStatus {
  std::string group;
  std::string egress_address;  // empty: the system's choice
  std::vector<BucketStatus> buckets;
  HoldPhase phase = HoldPhase::open;
  double hold_seconds = 0;
  std::optional<proto::ErrorKind> hold_kind;
  double share_factor = 1;  // below 1 after repeated refusals (share_control.h)
  std::uint64_t granted = 0;
  std::uint64_t refused = 0;  // "not yet", not an error
  std::uint64_t holds = 0;
  std::uint64_t bans = 0;  // how often the address was shut out
};

}  // namespace scand::lib::rate
