#pragma once
// The table of clients in force, shared by the ZAP handler, the frontend and who reloads it; and
// what was denied. Thread-safe.

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "broker/security/access_table.h"
#include "broker/security/denial_log.h"
#include "broker/security/zap.h"
#include "lib/base/clock.h"
#include "lib/base/guarded.h"

namespace scand::broker {

// A peer that was not let in, for the log.
struct Denied {
  std::string domain;
  std::string address;
  std::string fingerprint;     // of its key
  std::string name;            // known, but without the role; else empty
  std::uint64_t unlogged = 0;  // denials of this address since its last line that had none
};

struct AccessCounters {
  std::uint64_t frontend_denied = 0, publisher_denied = 0;
  std::uint64_t unlogged = 0;  // denials without a line of their own
};

class AccessControl {
 public:
  using Tell = std::function<void(const Denied&)>;
  // `clock` outlives it. `tell` is called on the ZAP handler's thread.
  AccessControl(AccessTable table, Tell tell, const base::Clock& clock);

  // The user id to let the peer in under: its public key, so that a key which is taken out of the
  // table is unknown at once, though its name may live on under another. Empty: denied, counted and
  // told.
  [[nodiscard]] std::string admit(const ZapRequest& request);

  // By the table in force.
  [[nodiscard]] std::optional<ClientAccess> find(const std::string& user_id) const;

  // True when somebody who may subscribe no longer may.
  [[nodiscard]] bool replace(AccessTable table);

  [[nodiscard]] AccessCounters counters() const;

 private:
  void deny(const ZapRequest& request, const ClientAccess* client);

  base::Guarded<std::shared_ptr<const AccessTable>> table_;
  const Tell tell_;
  const base::Clock& clock_;
  DenialLog log_;  // the ZAP handler's thread
  std::atomic<std::uint64_t> frontend_denied_{0}, publisher_denied_{0}, unlogged_{0};
};

}  // namespace scand::broker
