#pragma once
// Bounds the name lookups of a process. A lookup cannot be broken off: when its transfer is given
// up, its thread stays behind until the system's resolver gives up too, and with a dead DNS server
// each new request would leave one more. The gate counts what runs and what was left behind and
// says when that is enough.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "lib/base/clock.h"
#include "lib/base/guarded.h"

namespace scand::lib::http {

struct LookupLimits {
  std::size_t running_max = 64;        // in the process, those left behind included
  std::size_t abandoned_per_host = 2;  // no further lookup of a name that hung so often
  base::Nanos abandoned_for = std::chrono::seconds(60);  // how long one is taken to be stuck
};

// Thread-safe. Each enter() that said true is followed by exactly one answered() or abandoned().
class LookupGate {
 public:
  explicit LookupGate(LookupLimits limits = {}) : limits_(limits) {}

  // May a lookup of `host` start?
  [[nodiscard]] bool enter(const std::string& host, base::MonoTime now);
  // It ended, with an address or without; the resolver answers for this host again.
  void answered(const std::string& host);
  // Its transfer was given up while it ran.
  void abandoned(const std::string& host, base::MonoTime now);

  // Lookups that run or were left behind.
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
