#pragma once
// The table of clients in force, and the count of those denied. The ZAP handler authenticates peers
// with it, the frontend looks up a sender's roles, and a reload replaces the table. Thread-safe,
// except for authenticate(): the ZAP handler's thread only.

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "broker/security/access_table.h"
#include "broker/security/denial_log_limiter.h"
#include "broker/security/zap_codec.h"
#include "lib/base/clock.h"
#include "lib/base/guarded.h"

namespace scand::broker {

// A peer that was not admitted, for the log.
struct Denial {
  std::string domain;
  std::string address;
  std::string fingerprint;     // of its public key
  std::string client;          // set if the key is known and lacks the role; else empty
  std::uint64_t unlogged = 0;  // denials of this address that were not reported since the last was
};

struct AccessCounters {
  std::uint64_t frontend_denied = 0, publisher_denied = 0;
  std::uint64_t unlogged = 0;  // denials that were not reported one by one
};

class AccessControl {
 public:
  // Called on the ZAP handler's thread, at most once a minute for each address.
  using OnDenied = std::function<void(const Denial&)>;

  // `clock` must outlive this object; `on_denied` may be null.
  AccessControl(AccessTable table, OnDenied on_denied, const base::Clock& clock);

  // The user id under which to admit the peer; empty: denied. The user id is the peer's public key,
  // not its name: a key that leaves the table becomes unknown at once, even when the client's name
  // stays there with another key.
  [[nodiscard]] std::string authenticate(const ZapRequest& request);

  // The client with this user id, by the table in force; nullopt when it is not there (any more).
  [[nodiscard]] std::optional<ClientAccess> find(const std::string& user_id) const;

  // Puts a new table in force. True if a client that could subscribe no longer can: the caller then
  // has to close the subscribers' connections, because ZAP is asked only when a peer connects.
  [[nodiscard]] bool replace(AccessTable table);

  [[nodiscard]] AccessCounters counters() const;

 private:
  void report_denial(const ZapRequest& request, const ClientAccess* client);

  base::Guarded<std::shared_ptr<const AccessTable>> table_;
  const OnDenied on_denied_;
  const base::Clock& clock_;
  DenialLogLimiter limiter_;  // the ZAP handler's thread
  std::atomic<std::uint64_t> frontend_denied_{0}, publisher_denied_{0}, unlogged_{0};
};

}  // namespace scand::broker
