#include "lib/http/lookup_gate.h"

namespace scand::lib::http {

void LookupGate::forget_past(Hosts& hosts, base::MonoTime now) {
  for (auto it = hosts.begin(); it != hosts.end();) {
    Host& host = it->second;
    std::erase_if(host.stuck_until, [now](base::MonoTime until) { return until <= now; });
    it = host.asking == 0 && host.stuck_until.empty() ? hosts.erase(it) : std::next(it);
  }
}

std::size_t LookupGate::count(const Hosts& hosts) {
  std::size_t sum = 0;
  for (const auto& [name, host] : hosts)
    sum += host.asking + host.stuck_until.size();
  return sum;
}

bool LookupGate::enter(const std::string& host, base::MonoTime now) {
  return hosts_.with([&](Hosts& hosts) {
    forget_past(hosts, now);
    if (count(hosts) >= limits_.running_max) return false;
    Host& entry = hosts[host];
    if (entry.stuck_until.size() >= limits_.abandoned_per_host) return false;
    ++entry.asking;
    return true;
  });
}

void LookupGate::answered(const std::string& host) {
  hosts_.with([&](Hosts& hosts) {
    Host& entry = hosts[host];
    if (entry.asking > 0) --entry.asking;
    // The resolver answers for this host, so the lookups left behind end, too.
    entry.stuck_until.clear();
    if (entry.asking == 0) hosts.erase(host);
  });
}

void LookupGate::abandoned(const std::string& host, base::MonoTime now) {
  hosts_.with([&](Hosts& hosts) {
    Host& entry = hosts[host];
    if (entry.asking > 0) --entry.asking;
    entry.stuck_until.push_back(now + limits_.abandoned_for);
  });
}

std::size_t LookupGate::running(base::MonoTime now) const {
  return hosts_.with([&](Hosts& hosts) {
    forget_past(hosts, now);
    return count(hosts);
  });
}

}  // namespace scand::lib::http
