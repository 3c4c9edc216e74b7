#pragma once
// A name server that does not answer, without a network: linked into a program, it takes the place
// of the system's getaddrinfo. Names under "trapped.invalid" hang in it; all others pass.

#include <cstddef>

namespace scand::test {

// While one lives, lookups of trapped names block; its end lets them go (as "try again") and waits
// for them. One at a time. A lookup that nobody lets go gives up after 30 seconds, so that a test
// which wrongly waits for it ends, and sees it in gave_up().
class ResolverTrap {
 public:
  ResolverTrap();
  ~ResolverTrap();
  ResolverTrap(const ResolverTrap&) = delete;
  ResolverTrap& operator=(const ResolverTrap&) = delete;

  // Lookups that hang now.
  [[nodiscard]] std::size_t caught() const;
  // Waits until so many hang.
  void wait_caught(std::size_t count) const;
  [[nodiscard]] std::size_t gave_up() const;
};

}  // namespace scand::test
