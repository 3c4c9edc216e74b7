#pragma once
// The newest signals of each (exchange, market type, interval), whatever job brought them: what
// `signals.latest` answers from. Bounded by a total number of signals; the group that was brought
// up to date longest ago goes first. Not thread-safe: the collector's thread owns it.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "broker/results/filter.h"
#include "proto/interval.h"
#include "proto/partial_result.h"
#include "proto/request/parse_query.h"
#include "proto/signal.h"

namespace scand::broker {

class LatestSignals {
 public:
  explicit LatestSignals(std::size_t signals_max) : signals_max_(signals_max) {}

  // Replaces what is known of the partial's markets. Markets that it does not hold stay as they
  // were for one interval more, then they are old and go.
  void store(const proto::PartialResult& partial);

  // In rank order.
  [[nodiscard]] Kept query(const proto::LatestQuery& query) const;
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  using Key = std::tuple<std::string, proto::MarketType, proto::Interval>;
  struct Group {
    std::map<std::string, proto::Signal> by_symbol;
    std::int64_t newest_close_ms = 0;
    std::uint64_t stored = 0;  // a running number: the smallest was brought up to date longest ago
  };
  void drop_old(Group& group, proto::Interval interval);
  void make_room(std::uint64_t but_not);

  const std::size_t signals_max_;
  std::map<Key, Group> groups_;
  std::size_t size_ = 0;
  std::uint64_t stores_ = 0;
};

}  // namespace scand::broker
