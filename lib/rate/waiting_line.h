#pragma once
// The order in which refused callers get their turn. A limiter does not queue calls: a refused
// caller asks again. Without a line an expensive call would starve, because cheap ones would take
// each bit of room as it appears. All callers of one cost share a place, so the line has at most as
// many places as there are different costs.

#include <cstddef>
#include <vector>

#include "lib/base/clock.h"
#include "lib/rate/limiter.h"

namespace scand::lib::rate {

// Pure. Times do not go backwards from call to call.
class WaitingLine {
 public:
  // When the line is full, further callers ask again without a place.
  static constexpr std::size_t kPlacesMax = 32;
  // A place is lost when nobody claims it this long after the time to ask again: the caller may
  // have been cancelled.
  static constexpr base::Nanos kGrace = std::chrono::milliseconds(500);

  struct Place {
    Cost cost;
    base::MonoTime expires;
  };

  // `cost` was refused until `not_before`: it gets a place at the end, or keeps the one it has.
  void wait(const Cost& cost, base::MonoTime not_before);
  // `cost` was granted: its place is free.
  void served(const Cost& cost);
  // Drops the places that have expired.
  void forget(base::MonoTime now);

  // The one that has waited longest comes first.
  [[nodiscard]] const std::vector<Place>& places() const { return places_; }

 private:
  std::vector<Place> places_;
};

}  // namespace scand::lib::rate
