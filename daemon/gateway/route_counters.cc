#include "daemon/gateway/route_counters.h"

namespace scand::daemon::gateway {

void RouteCounters::add(std::optional<Resource> resource, int status) {
  const int status_class = status / 100;
  const bool known = status_class >= kLeastClass && status_class <= kMostClass;
  const int column = (known ? status_class : kMostClass) - kLeastClass;
  http::count(counts_.at(row(resource)).at(static_cast<std::size_t>(column)));
}

std::uint64_t RouteCounters::answers(std::optional<Resource> resource, int status_class) const {
  return counts_.at(row(resource)).at(static_cast<std::size_t>(status_class - kLeastClass));
}

}  // namespace scand::daemon::gateway
