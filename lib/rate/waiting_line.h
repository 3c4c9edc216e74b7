#pragma once
// Who was refused and waits, by what they want to spend. Callers of a limiter only ask and ask
// again; without a line, a dear call would starve among cheap ones that take each bit of room as it
// comes. All callers of one cost share a place, so the line is as short as there are different
// costs.

#include <cstddef>
#include <vector>

#include "lib/base/clock.h"
#include "lib/rate/limiter.h"

namespace scand::lib::rate {

// Pure. Times do not go backwards from call to call.
class WaitingLine {
 public:
  // Beyond this nobody is noted; they ask again without a place.
  static constexpr std::size_t kPlacesMax = 32;
  // A place is lost when its owner does not ask again so long after he was told to.
  static constexpr base::Nanos kGrace = std::chrono::milliseconds(500);

  struct Place {
    Cost cost;
    base::MonoTime expires;
  };

  // `cost` was told to ask again at `not_before`: it gets a place at the end, or keeps its own.
  void wait(const Cost& cost, base::MonoTime not_before);
  void served(const Cost& cost);
  void forget(base::MonoTime now);

  // The longest waiting first.
  [[nodiscard]] const std::vector<Place>& places() const { return places_; }

 private:
  std::vector<Place> places_;
};

}  // namespace scand::lib::rate
