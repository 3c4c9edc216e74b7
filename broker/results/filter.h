#pragma once
// Which signals a job keeps, and in what order: the meaning of the request's `signal`,
// `minStrength` and `limit` (proto/SPEC.md). All functions are pure.

#include <cstdint>
#include <vector>

#include "proto/scan_request.h"
#include "proto/signal.h"

namespace scand::broker {

// Compares the rounded strength, which is the one that clients see.
[[nodiscard]] bool passes_filter(proto::SignalFilter filter, double min_strength,
                                 const proto::Signal& signal);

// Rank order: strongest first; ties by exchange, then by symbol.
[[nodiscard]] bool ranks_before(const proto::Signal& a, const proto::Signal& b);

struct RankedSignals {
  std::vector<proto::Signal> signals;  // in rank order
  bool truncated = false;              // `limit` left some out
};

// The signals that pass the request's filters, at most `limit` of them.
[[nodiscard]] RankedSignals select_signals(const proto::ScanRequest& request,
                                           const std::vector<proto::Signal>& signals);

// Joins lists into one and cuts it at `limit`; 0: no limit. The lists need not be sorted.
[[nodiscard]] RankedSignals merge_ranked(std::vector<RankedSignals> lists, std::uint32_t limit);

}  // namespace scand::broker
