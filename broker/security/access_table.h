#pragma once
// Which client may do what: clients by public key, as read from security.clients_file. Pure values;
// a table does not change once it is parsed. The file has one client a line:
//
//   NAME ROLE[,ROLE] KEY
//
// Empty lines and lines that begin with '#' are ignored. A name may have several keys, for the time
// while one replaces another; a key may appear once. docs/security.md describes the roles.

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
  std::uint8_t roles = 0;  // bit N is set for the Role of value N
  [[nodiscard]] bool has(Role role) const {
    return ((roles >> static_cast<unsigned>(role)) & 1U) != 0;
  }
};

class AccessTable {
 public:
  struct Fault {
    int line = 0;         // from 1; 0: the file as a whole
    std::string message;  // never contains a key
  };

  // Parses the file's text; stops at the first fault.
  [[nodiscard]] static base::Result<AccessTable, Fault> parse(std::string_view text);

  // nullptr: unknown. The pointer is valid as long as the table.
  [[nodiscard]] const ClientAccess* find(std::string_view public_key) const;
  [[nodiscard]] std::size_t size() const { return clients_.size(); }
  // Whether some key that may subscribe by this table may not by `next`.
  [[nodiscard]] bool loses_subscriber(const AccessTable& next) const;

 private:
  std::map<std::string, ClientAccess, std::less<>> clients_;  // by public key
};

// Whether the client may connect to the publisher.
[[nodiscard]] bool may_subscribe(const ClientAccess& client);
// Whether the client may send this request to the frontend: the table in proto/SPEC.md.
[[nodiscard]] bool may_request(const ClientAccess& client, proto::MessageType type);
// The roles that allow this request, in words: "submit or admin".
[[nodiscard]] std::string_view roles_for(proto::MessageType type);

}  // namespace scand::broker
