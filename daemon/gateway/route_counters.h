#pragma once
// Counts the API's answers by resource and class of status. Any thread adds and reads.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "daemon/gateway/routes.h"
#include "daemon/http/counters.h"

namespace scand::daemon::gateway {

class RouteCounters {
 public:
  static constexpr int kLeastClass = 2;  // 2xx
  static constexpr int kMostClass = 5;

  // Nullopt: nothing is at the path. A status outside all classes is a bug of ours, so 5xx.
  void add(std::optional<Resource> resource, int status);
  [[nodiscard]] std::uint64_t answers(std::optional<Resource> resource, int status_class) const;

 private:
  static constexpr std::size_t kClasses = kMostClass - kLeastClass + 1;
  [[nodiscard]] static std::size_t row(std::optional<Resource> resource) {
    return resource ? static_cast<std::size_t>(*resource) : kResources.size();
  }

  std::array<std::array<http::Counters::Count, kClasses>, kResources.size() + 1> counts_{};
};

}  // namespace scand::daemon::gateway
