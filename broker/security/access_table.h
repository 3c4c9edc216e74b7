#pragma once
// Who may do what: clients by public key. Pure. The file has one client a line,
//
//   NAME ROLE[,ROLE] KEY
//
// lines that begin with '#' and empty ones aside. A name may have several keys (while one is being
// replaced); a key stands once.

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "lib/base/result.h"
#include "proto/messages.h"

namespace scand::broker {

enum class Role : std::uint8_t { submit, subscribe, admin };

struct ClientAccess {
  std::string name;
  std::uint8_t roles = 0;  // a bit each
  [[nodiscard]] bool has(Role role) const {
    return ((roles >> static_cast<unsigned>(role)) & 1U) != 0;
  }
};

class AccessTable {
 public:
  struct Fault {
    int line = 0;
    std::string message;  // never holds a key
  };

  [[nodiscard]] static base::Result<AccessTable, Fault> parse(std::string_view text);

  // nullptr: unknown. Lives as long as the table.
  [[nodiscard]] const ClientAccess* find(std::string_view public_key) const;
  [[nodiscard]] std::size_t size() const { return clients_.size(); }
  // Some key that may subscribe by this table may not by `next`.
  [[nodiscard]] bool loses_subscriber(const AccessTable& next) const;

 private:
  std::map<std::string, ClientAccess, std::less<>> clients_;  // by public key
};

// The publisher's subscriptions.
[[nodiscard]] bool may_subscribe(const ClientAccess& client);
// A request to the frontend; the table is proto/SPEC.md's.
[[nodiscard]] bool may_ask(const ClientAccess& client, proto::MessageType type);
// What it takes, for people: "submit or admin".
[[nodiscard]] std::string_view roles_for(proto::MessageType type);

}  // namespace scand::broker
