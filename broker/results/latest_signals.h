#pragma once
// The newest signals of each group (exchange, market type, interval), whatever job found them. A
// `signals.latest` query is answered from here without a scan.
//
// Bounded by the total number of signals: the group that was updated longest ago is dropped first.
// Lives as long as the process. Not thread-safe: the collector's thread owns it.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>

#include "broker/results/filter.h"
#include "proto/interval.h"
#include "proto/partial_result.h"
#include "proto/request/parse_query.h"
#include "proto/signal.h"

namespace scand::broker {

class LatestSignals {
 public:
  explicit LatestSignals(std::size_t signals_max) : signals_max_(signals_max) {}

  // Replaces the signals of the markets in the partial. A market that is not in it keeps its signal
  // until that is more than one interval older than the group's newest. A failed partial changes
  // nothing.
  void store(const proto::PartialResult& partial);

  [[nodiscard]] RankedSignals query(const proto::LatestQuery& query) const;
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  using Key = std::tuple<std::string, proto::MarketType, proto::Interval>;
  struct Group {
    std::map<std::string, proto::Signal> by_symbol;
    std::int64_t newest_close_ms = 0;
    std::uint64_t last_store = 0;  // the running number of the store() that updated it last
  };
  void drop_outdated(Group& group, proto::Interval interval);
  void make_room(std::uint64_t current_store);

  const std::size_t signals_max_;
  std::map<Key, Group> groups_;
  std::size_t size_ = 0;
  std::uint64_t stores_ = 0;
};

}  // namespace scand::broker
