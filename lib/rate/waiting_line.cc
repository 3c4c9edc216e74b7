#include "lib/rate/waiting_line.h"

#include <algorithm>

namespace scand::lib::rate {

void WaitingLine::wait(const Cost& cost, base::MonoTime not_before) {
  const auto own = std::find_if(places_.begin(), places_.end(),
                                [&](const Place& place) { return place.cost == cost; });
  if (own != places_.end()) {
    own->expires = not_before + kGrace;
  } else if (places_.size() < kPlacesMax) {
    places_.push_back({cost, not_before + kGrace});
  }
}

void WaitingLine::served(const Cost& cost) {
  std::erase_if(places_, [&](const Place& place) { return place.cost == cost; });
}

void WaitingLine::forget(base::MonoTime now) {
  std::erase_if(places_, [&](const Place& place) { return place.expires <= now; });
}

}  // namespace scand::lib::rate
