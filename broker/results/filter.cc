#include "broker/results/filter.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace scand::broker {
namespace {

bool side_passes(proto::SignalFilter filter, proto::Side side) {
  switch (filter) {
    case proto::SignalFilter::all:
      return true;
    case proto::SignalFilter::buy:
      return side == proto::Side::buy;
    case proto::SignalFilter::sell:
      return side == proto::Side::sell;
    case proto::SignalFilter::hold:
      break;
  }
  return side == proto::Side::hold;
}

}  // namespace

bool passes_filter(proto::SignalFilter filter, double min_strength, const proto::Signal& signal) {
  return side_passes(filter, signal.analysis.side) && signal.analysis.strength >= min_strength;
}

bool ranks_before(const proto::Signal& a, const proto::Signal& b) {
  return std::tie(b.analysis.strength, a.exchange, a.symbol) <
         std::tie(a.analysis.strength, b.exchange, b.symbol);
}

RankedSignals select_signals(const proto::ScanRequest& request,
                             const std::vector<proto::Signal>& signals) {
  // Sorts pointers: a partial holds thousands of signals and a job keeps few, so few are copied.
  std::vector<const proto::Signal*> chosen;
  for (const proto::Signal& signal : signals)
    if (passes_filter(request.signal, request.min_strength, signal)) chosen.push_back(&signal);
  std::ranges::sort(
      chosen, [](const proto::Signal* a, const proto::Signal* b) { return ranks_before(*a, *b); });
  RankedSignals selected;
  selected.truncated = request.limit != 0 && chosen.size() > request.limit;
  if (selected.truncated) chosen.resize(request.limit);
  selected.signals.reserve(chosen.size());
  for (const proto::Signal* signal : chosen)
    selected.signals.push_back(*signal);
  return selected;
}

RankedSignals merge_ranked(std::vector<RankedSignals> lists, std::uint32_t limit) {
  RankedSignals all;
  for (RankedSignals& list : lists) {
    all.truncated = all.truncated || list.truncated;
    std::move(list.signals.begin(), list.signals.end(), std::back_inserter(all.signals));
  }
  std::ranges::sort(all.signals, ranks_before);
  if (limit != 0 && all.signals.size() > limit) {
    all.signals.resize(limit);
    all.truncated = true;
  }
  return all;
}

}  // namespace scand::broker
