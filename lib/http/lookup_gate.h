#pragma once
// Bounds the name lookups of a process. A lookup cannot be cancelled: when its transfer is given
// up, the resolver thread lives on until the system's resolver gives up, too. With a dead DNS
// server each new request would leave one more thread behind. The gate counts the lookups that run
// and those that were left behind, and refuses further ones beyond a bound.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "lib/base/clock.h"
#include "lib/base/guarded.h"

namespace scand::lib::http {

struct LookupLimits {
  std::size_t running_max = 64;        // in the process, including those left behind
  std::size_t abandoned_per_host = 2;  // no further lookup of a name when so many of it hang
  base::Nanos abandoned_for = std::chrono::seconds(60);  // how long one counts as hanging
};

// Thread-safe. After each enter() that returned true, call answered() or abandoned() exactly once.
class LookupGate {
 public:
  explicit LookupGate(LookupLimits limits = {}) : limits_(limits) {}

  // May a lookup of `host` start?
  [[nodiscard]] bool enter(const std::string& host, base::MonoTime now);
  // The lookup ended, with an address or without: the resolver answers for this host.
  void answered(const std::string& host);
  // Its transfer was given up while the lookup ran.
  void abandoned(const std::string& host, base::MonoTime now);

  // How many lookups run or were left behind.
  [[nodiscard]] std::size_t running(base::MonoTime now) const;

 private:
  struct Host {
    std::size_t asking = 0;
    std::vector<base::MonoTime> stuck_until;
  };
  using Hosts = std::map<std::string, Host>;
  static void forget_past(Hosts& hosts, base::MonoTime now);
  static std::size_t count(const Hosts& hosts);

  const LookupLimits limits_;
  mutable base::Guarded<Hosts> hosts_;
};

}  // namespace scand::lib::http
