#pragma once
// Which lane's turn it is: a virtual clock in the manner of fair queueing. Each piece of work gets
// a tag when it comes, tags are served in rising order, and a lane's tags lie one unit apart; so
// lanes with work take turns, however much each has brought, and one that comes new need not wait
// for another's pile. The clock advances by one unit a round, a round being one turn of each lane
// that has work; so work that waits is overtaken by new lanes for a bounded time only.

#include <cstddef>
#include <cstdint>
#include <map>

#include "broker/core/client_ref.h"

namespace scand::broker {

using FairTag = std::uint64_t;

class FairClock {
 public:
  // Lanes without work that are remembered, unless there are more with work. To forget one is to
  // forgive it what it was ahead.
  static constexpr std::size_t kIdleLanesKept = 1024;

  // The tag of one more piece of the lane's work.
  [[nodiscard]] FairTag charge(const Lane& lane);
  void came(const Lane& lane);  // a piece of its work waits
  void left(const Lane& lane);  // ... no longer
  void served();                // before left() of the piece that is served
  [[nodiscard]] std::size_t lanes() const { return lanes_.size(); }

 private:
  struct Account {
    FairTag next = 0;
    std::size_t waiting = 0;
  };
  void sweep();

  FairTag now_ = 0;
  std::size_t backlogged_ = 0;  // lanes with work
  std::size_t sweep_at_ = kIdleLanesKept;
  std::map<Lane, Account> lanes_;
};

}  // namespace scand::broker
