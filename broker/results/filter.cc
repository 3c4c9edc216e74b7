#include "broker/results/filter.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace scand::broker {
namespace {

bool side_wanted(proto::SignalFilter filter, proto::Side side) {
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

bool wanted(proto::SignalFilter filter, double min_strength, const proto::Signal& signal) {
  return side_wanted(filter, signal.analysis.side) && signal.analysis.strength >= min_strength;
}

bool ranks_before(const proto::Signal& a, const proto::Signal& b) {
  return std::tie(b.analysis.strength, a.exchange, a.symbol) <
         std::tie(a.analysis.strength, b.exchange, b.symbol);
}

Kept keep(const proto::ScanRequest& request, const std::vector<proto::Signal>& signals) {
  std::vector<const proto::Signal*> chosen;
  for (const proto::Signal& signal : signals)
    if (wanted(request.signal, request.min_strength, signal)) chosen.push_back(&signal);
  const auto in_rank = [](const proto::Signal* a, const proto::Signal* b) {
    return ranks_before(*a, *b);
  };
  std::sort(chosen.begin(), chosen.end(), in_rank);
  Kept kept;
  kept.truncated = request.limit != 0 && chosen.size() > request.limit;
  if (kept.truncated) chosen.resize(request.limit);
  kept.signals.reserve(chosen.size());
  for (const proto::Signal* signal : chosen)
    kept.signals.push_back(*signal);
  return kept;
}

Kept merge(std::vector<Kept> lists, std::uint32_t limit) {
  Kept all;
  for (Kept& list : lists) {
    all.truncated = all.truncated || list.truncated;
    std::move(list.signals.begin(), list.signals.end(), std::back_inserter(all.signals));
  }
  std::sort(all.signals.begin(), all.signals.end(), ranks_before);
  if (limit != 0 && all.signals.size() > limit) {
    all.signals.resize(limit);
    all.truncated = true;
  }
  return all;
}

}  // namespace scand::broker
