#pragma once
// Which signals a job keeps, and in what order: the contract's `signal`, `minStrength`, `limit`.

#include <cstdint>
#include <vector>

#include "proto/scan_request.h"
#include "proto/signal.h"

namespace scand::broker {

// Compares the rounded strength, the one that is delivered.
[[nodiscard]] bool wanted(proto::SignalFilter filter, double min_strength,
                          const proto::Signal& signal);

// Strongest first; ties by exchange, then by symbol.
[[nodiscard]] bool ranks_before(const proto::Signal& a, const proto::Signal& b);

struct Kept {
  std::vector<proto::Signal> signals;  // in rank order
  bool truncated = false;              // `limit` left some out
};

// What the request wants of `signals`, at most its limit.
[[nodiscard]] Kept keep(const proto::ScanRequest& request,
                        const std::vector<proto::Signal>& signals);

// One list of several that keep() made. `limit` 0 is all.
[[nodiscard]] Kept merge(std::vector<Kept> lists, std::uint32_t limit);

}  // namespace scand::broker
